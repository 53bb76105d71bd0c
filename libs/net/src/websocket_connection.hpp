#pragma once

#include "asio.hpp"
#include "batching_transport.hpp"
#include "open_connections.hpp"
#include "serving.hpp"
#include "websocket_upgrade.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <cstdint>
#include <memory>

namespace flex_video::net {

/// One WebSocket: a reader that gives messages to the session, and a writer that runs while the outbox has
/// something. What several messages that arrived together have anybody say waits for the last of them, to be
/// sent together. All waits end by the sweep, so Beast's own timers, which it sets anew for every read, stay
/// off.
class websocket_connection final : public open_connections::member,
                                   public std::enable_shared_from_this<websocket_connection> {
 public:
  websocket_connection(transport socket, websocket_offer offer, std::shared_ptr<serving> shared);

  /// Answers the handshake and lives as a member of serving::open.
  static void start(transport socket, websocket_offer offer, const std::shared_ptr<serving>& shared);

  void sweep(steady_time now) override;
  void drain() override;
  void cut() override;

 private:
  static task<> run(std::shared_ptr<websocket_connection> self);
  static task<> write(std::shared_ptr<websocket_connection> self);
  task<bool> shake_hands();
  task<> read();
  task<> say_goodbye();
  void deliver();
  void rest();
  template <class Event>
  void tell_session(Event event);
  void hear(boost::beast::websocket::frame_type control);
  void wake();
  void wake_others();
  void abort();
  void ping();
  std::uint16_t close_code() const;

  boost::beast::websocket::stream<batching_transport, false> socket_;  // no permessage-deflate
  websocket_offer offer_;
  std::shared_ptr<serving> shared_;
  boost::beast::flat_buffer buffer_;
  websocket_wakes woken_;    ///< by what was delivered since the last rest
  deadline deadline_;        ///< of the present write
  deadline close_deadline_;  ///< of the closing handshake, whoever began it
  liveness liveness_;
  bool open_ = false;  ///< the handshake is done
  bool writing_ = false;
  bool heard_ = false;    ///< since the last rest
  bool closing_ = false;  ///< a close frame was sent or received
  bool closed_ = false;   ///< both close frames were exchanged
  bool pinging_ = false;
  bool ended_ = false;
};

}  // namespace flex_video::net
