#include "cloud/testing/fake_twilio_server.hpp"

#include <future>
#include <utility>

namespace flex_video::server::cloud::testing {
namespace {

constexpr std::size_t stream_queue = std::size_t{16} * 1024;

/// An answer that ends the connection in its midst: more is sent than a stream may hold up.
net::response cut() {
  net::response answer;
  answer.stream = [](const std::shared_ptr<net::event_stream>& stream) {
    stream->send(std::string(stream_queue + 1, 'x'));
  };
  return answer;
}

}  // namespace

fake_twilio_server::fake_twilio_server(fake_twilio& twilio)
    : twilio_(twilio), keep_running_(loop_.after(std::chrono::hours{1}, [] {})) {
  net::router routes;
  routes.add_any("/{path...}", [this](const net::request& request) { return answer(request); });
  net::server_options options;
  options.port = 0;
  options.limits.stream_queue = stream_queue;
  server_ = std::make_unique<net::server>(loop_, std::move(routes), std::move(options));
  thread_ = std::thread{[this] { loop_.run(); }};
}

fake_twilio_server::~fake_twilio_server() {
  std::promise<void> done;
  loop_.post([&] {
    transfers_.clear();
    server_.reset();
    done.set_value();
  });
  done.get_future().get();
  loop_.stop();
  thread_.join();
}

std::string fake_twilio_server::url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

net::response fake_twilio_server::answer(const net::request& request) {
  const auto process = [&] { return twilio_.process(request.verb, request.target, request.body); };
  switch (twilio_.arrived(request.verb)) {
    case fault::too_many:
      return net::text(429, "");
    case fault::late_error:
      process();
      [[fallthrough]];
    case fault::error:
      return net::text(500, "<html>oops</html>");
    case fault::late_cut:
      process();
      [[fallthrough]];
    case fault::cut:
      return cut();
    case fault::late_silence:
      process();
      [[fallthrough]];
    case fault::silence:
      return held();
    case fault::slow:
      return in_pieces(process());
    case fault::none:
      break;
  }
  return process();
}

net::response fake_twilio_server::held() {
  net::response answer;
  answer.stream = [this](std::shared_ptr<net::event_stream> stream) {
    transfers_.push_back({.stream = std::move(stream), .rest = nullptr});
  };
  return answer;
}

net::response fake_twilio_server::in_pieces(net::response whole) {
  const auto body = std::exchange(whole.body, {});
  whole.stream = [this, body](std::shared_ptr<net::event_stream> stream) {
    stream->send(body.substr(0, body.size() / 2));
    auto& sent = transfers_.emplace_back(std::move(stream), nullptr);
    sent.rest = loop_.after(std::chrono::milliseconds{10}, [&sent, body] {
      sent.stream->send(body.substr(body.size() / 2));
      sent.stream->close();
    });
  };
  return whole;
}

}  // namespace flex_video::server::cloud::testing
