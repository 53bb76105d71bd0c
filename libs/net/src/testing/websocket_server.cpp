#include "testing/websocket_server.hpp"

#include <stdexcept>
#include <utility>

namespace flex_video::net::testing {
namespace {

/// Does what its messages say, and logs what happens to it.
class obedient_session final : public websocket_session {
 public:
  obedient_session(event_log& log, std::shared_ptr<websocket> socket)
      : log_(log), socket_(std::move(socket)) {}
  ~obedient_session() override { log_.add("destroyed"); }

  void on_message(frame kind, std::string_view message) override {
    if (message == "throw") throw std::runtime_error("on purpose");
    if (message == "close") return socket_->close(4000, "as told");
    if (message == "flood") return flood(100, 100'000);
    if (message == "bulk") return flood(1, 32 * 1024 * 1024);
    if (message == "three") return flood(3, 10);
    if (message == "later") return later_.push_back('.');
    socket_->send(kind, std::string(message));
  }
  void on_rest() override {
    if (!later_.empty()) socket_->send(frame::text, std::exchange(later_, {}));
  }
  void on_close(std::uint16_t code) override {
    log_.add("closed " + std::to_string(code));
    socket_->send(frame::text, "after the end");
    if (throws_at_end) throw std::runtime_error("at the end");
  }

  bool throws_at_end = false;

 private:
  void flood(int count, std::size_t size) {
    for (int i = 0; i < count; ++i)
      socket_->send(frame::binary, std::string(size, static_cast<char>('a' + i % 26)));
  }

  event_log& log_;
  std::shared_ptr<websocket> socket_;
  std::string later_;
};

router routes(event_log& log) {
  router table;
  table.add_websocket("/ws/{name}", [&log](const request& request, std::shared_ptr<websocket> socket) {
    log.add("opened " + std::string(request.parameter("name")));
    return std::make_unique<obedient_session>(log, std::move(socket));
  });
  table.add_websocket("/eager", [&log](const request&, std::shared_ptr<websocket> socket) {
    socket->send(frame::text, "before the handshake");
    socket->close(1000);
    return std::make_unique<obedient_session>(log, std::move(socket));
  });
  table.add_websocket("/fails-at-end", [&log](const request&, std::shared_ptr<websocket> socket) {
    auto session = std::make_unique<obedient_session>(log, std::move(socket));
    session->throws_at_end = true;
    return session;
  });
  table.add_websocket("/refused", [](const request&, const std::shared_ptr<websocket>&) {
    return std::unexpected(problem(403, "not_yours", "No"));
  });
  table.add_websocket(
      "/throws",
      [](const request&,
         const std::shared_ptr<websocket>&) -> std::expected<std::unique_ptr<websocket_session>, response> {
        throw std::runtime_error("no acceptor today");
      });
  table.add_websocket("/null", [](const request&, const std::shared_ptr<websocket>&) {
    return std::unique_ptr<websocket_session>{};
  });
  table.add(method::get, "/page", [](const request&) { return text(200, "page"); });
  return table;
}

}  // namespace

void websocket_server::start(limits limits) {
  server_ = std::make_unique<running_server>(routes(log_), limits);
}

void websocket_server::open(websocket_client& client) {
  ASSERT_EQ(client.open("/ws/ada").status, 101U);
  ASSERT_EQ(log_.next(), "opened ada");
}

void websocket_server::expect_end(const std::string& closed) {
  EXPECT_EQ(log_.next(), closed);
  EXPECT_EQ(log_.next(), "destroyed");
}

}  // namespace flex_video::net::testing
