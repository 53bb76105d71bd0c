#include "endpoint/twilsock_socket.hpp"

#include <utility>

namespace flex_video::sandbox {
namespace {

constexpr std::uint16_t normal_closure = 1000;

}  // namespace

class twilsock_sockets::session final : public net::websocket_session {
 public:
  session(twilsock_sockets& all, std::shared_ptr<net::websocket> socket)
      : all_(all), socket_(std::move(socket)), connection_(all.services_) {
    all_.open_.insert(this);
  }
  ~session() override { all_.open_.erase(this); }
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  void on_message(net::frame, std::string_view message) override {
    auto out = connection_.on_packet(message);
    for (auto& packet : out.packets) socket_->send(net::frame::binary, std::move(packet));
    if (out.close) socket_->close(normal_closure);
    all_.after_reply_();
  }
  void on_close(std::uint16_t) override {}

  void deliver(const effect& happened) {
    if (auto packet = connection_.notify(happened)) socket_->send(net::frame::binary, std::move(*packet));
  }

 private:
  twilsock_sockets& all_;
  std::shared_ptr<net::websocket> socket_;
  twilsock_connection connection_;
};

twilsock_sockets::twilsock_sockets(const twilsock_services& services, std::function<void()> after_reply)
    : services_(services), after_reply_(std::move(after_reply)) {}

std::unique_ptr<net::websocket_session> twilsock_sockets::accept(std::shared_ptr<net::websocket> socket) {
  return std::make_unique<session>(*this, std::move(socket));
}

void twilsock_sockets::deliver(const effect& happened) {
  for (auto* one : open_) one->deliver(happened);
}

}  // namespace flex_video::sandbox
