#include "flex_video/rooms/signalling_endpoint.hpp"

#include "endpoint/twilio_host.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <unordered_map>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::uint16_t unsupported_data = 1003;  // RFC 6455 section 7.4.1

/// Carries out what the room server decides: writes to sockets, closes them, keeps one timer.
class endpoint : public std::enable_shared_from_this<endpoint> {
 public:
  endpoint(net::event_loop& loop, room_server& rooms) : loop_(loop), rooms_(rooms) {}

  connection_id open(std::shared_ptr<net::websocket> socket) {
    const auto id = connection_id{++last_id_};
    sockets_.emplace(id, std::move(socket));
    rooms_.opened(id);
    return id;
  }

  void received(connection_id id, net::frame kind, std::string_view message) {
    if (kind == net::frame::text) return rooms_.received(id, message, arrival::in_burst);
    if (const auto found = sockets_.find(id); found != sockets_.end()) found->second->close(unsupported_data);
    closed(id, unsupported_data);
  }

  void rest(connection_id id) { rooms_.burst_over(id); }

  void closed(connection_id id, std::uint16_t code) {
    sockets_.erase(id);
    rooms_.closed(id, code);
  }

  void perform() {
    for (auto& action : rooms_.take_actions()) {
      std::visit([this](auto& each) { perform(each); }, action);
    }
    set_timer();
  }

 private:
  void perform(send_text& message) {
    if (const auto found = sockets_.find(message.to); found != sockets_.end()) {
      found->second->send(net::frame::text, std::move(message.text));
    }
  }

  void perform(close_socket& closing) {
    if (const auto found = sockets_.find(closing.which); found != sockets_.end())
      found->second->close(closing.code);
    sockets_.erase(closing.which);
  }

  /// Every message moves a deadline further away; the timer is only touched when one comes nearer.
  void set_timer() {
    const auto due = rooms_.next_deadline();
    if (!due || (timer_ && timer_due_ <= *due)) return;
    timer_due_ = *due;
    const auto delay = std::max(*due - rooms_.clock().now(), std::chrono::milliseconds{1});
    timer_ = loop_.after(delay, [weak = weak_from_this()] {
      if (const auto self = weak.lock()) self->expired();
    });
  }

  void expired() {
    timer_.reset();
    rooms_.advance();
  }

  net::event_loop& loop_;
  room_server& rooms_;
  std::unordered_map<connection_id, std::shared_ptr<net::websocket>> sockets_;
  std::uint64_t last_id_ = 0;
  std::unique_ptr<net::event_loop::timer> timer_;
  base::time_point timer_due_;
};

/// One socket of the endpoint.
class endpoint_session final : public net::websocket_session {
 public:
  endpoint_session(std::shared_ptr<endpoint> endpoint, connection_id id)
      : endpoint_(std::move(endpoint)), id_(id) {}

  void on_message(net::frame kind, std::string_view message) override {
    endpoint_->received(id_, kind, message);
  }
  void on_rest() override { endpoint_->rest(id_); }
  void on_close(std::uint16_t code) override { endpoint_->closed(id_, code); }

 private:
  std::shared_ptr<endpoint> endpoint_;
  connection_id id_;
};

}  // namespace

void serve_signalling(net::router& routes, net::event_loop& loop, room_server& rooms) {
  auto shared = std::make_shared<endpoint>(loop, rooms);
  // The route owns the endpoint; the room server may outlive it.
  rooms.on_step([weak = std::weak_ptr{shared}] {
    if (const auto self = weak.lock()) self->perform();
  });
  routes.add_websocket("/signaling",
                       [shared](const net::request& request, std::shared_ptr<net::websocket> socket)
                           -> std::expected<std::unique_ptr<net::websocket_session>, net::response> {
                         if (!is_host_of(twilio_service::signalling, request.header("host")))
                           return std::unexpected(no_such_host());
                         const auto id = shared->open(std::move(socket));
                         return std::make_unique<endpoint_session>(shared, id);
                       });
}

}  // namespace flex_video::rooms
