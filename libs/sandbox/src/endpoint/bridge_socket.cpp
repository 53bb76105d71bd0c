#include "endpoint/bridge_socket.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace flex_video::sandbox {

class bridge_sockets::session final : public net::websocket_session {
 public:
  session(bridge_sockets& all, std::shared_ptr<net::websocket> socket, std::string identity)
      : all_(all), socket_(std::move(socket)), identity_(std::move(identity)) {
    all_.open_.insert(this);
    schedule_beat();
  }
  ~session() override { all_.open_.erase(this); }
  session(const session&) = delete;
  session& operator=(const session&) = delete;

  /// The bridge is told everything by HTTP; its socket only talks.
  void on_message(net::frame, std::string_view) override {}
  void on_close(std::uint16_t) override { beat_.reset(); }

  void deliver(const bridge_event& happened) {
    if (happened.identity != identity_) return;
    const boost::json::object frame{{"event_type", happened.type}, {"payload", happened.payload}};
    socket_->send(net::frame::text, boost::json::serialize(frame));
  }

 private:
  void schedule_beat() {
    beat_ = all_.loop_.after(beat, [this] {
      socket_->send(net::frame::text, " ");
      schedule_beat();
    });
  }

  bridge_sockets& all_;
  std::shared_ptr<net::websocket> socket_;
  std::string identity_;
  std::unique_ptr<net::event_loop::timer> beat_;
};

std::unique_ptr<net::websocket_session> bridge_sockets::accept(std::shared_ptr<net::websocket> socket,
                                                               std::string identity, std::string greeting) {
  socket->send(net::frame::text, std::move(greeting));
  return std::make_unique<session>(*this, std::move(socket), std::move(identity));
}

void bridge_sockets::deliver(const bridge_event& happened) {
  for (auto* one : open_) one->deliver(happened);
}

}  // namespace flex_video::sandbox
