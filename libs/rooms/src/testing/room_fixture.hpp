#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/rooms/room_server.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// The account whose tokens the fixture's room server takes.
twilio::credentials test_credentials(std::string secret = "the api secret");

// What a client says, as twilio-video 2.36.0 writes it.
boost::json::object track(std::string_view id, std::string_view name, std::string_view kind = "video",
                          bool enabled = true);
boost::json::object offer(std::string_view connection, int revision);
boost::json::object answer(std::string_view connection, int revision);
boost::json::object candidates(std::string_view connection, int revision, std::vector<std::string> list,
                               bool complete = false);
boost::json::object connect_body(std::string_view token, std::string_view room, boost::json::array tracks,
                                 boost::json::object initial);
std::string hello(const boost::json::object* body = nullptr);

/// The value at `path` ("/participants/0/state") of a message; null if there is none.
boost::json::value at(const boost::json::value& message, std::string_view path);
/// The text there; throws if it is none.
std::string text_at(const boost::json::value& message, std::string_view path);

/// Of a server whose rooms the next one takes up.
room_server_options keeping_rooms();

/// A room server with a clock that stands still, and the far ends of its sockets.
class room_fixture {
 public:
  /// `media` and `recordings` must outlive it.
  explicit room_fixture(room_server_options options = {}, media_engine* media = nullptr,
                        recording_archive* recordings = nullptr);

  base::manual_clock clock;
  base::counting_random random;
  std::vector<room_event> events;
  room_server server;

  std::string token(std::string_view identity, std::optional<std::string> room = {},
                    bool may_publish = true) const;

  /// A new socket, with hello said and the welcome taken.
  connection_id open();
  connection_id open_silent();
  void frame(connection_id socket, std::string_view text, arrival how = arrival::alone);
  void send(connection_id socket, const boost::json::object& body, arrival how = arrival::alone);
  /// This server goes on where that of `ended` stopped, with what was kept of it. Returns how many rooms.
  std::size_t take_over(room_fixture& ended);
  /// The bodies this socket was sent since the last call.
  std::vector<boost::json::value> take(connection_id socket);
  /// The frames that were no `msg`, since the last call.
  std::vector<std::string> take_frames(connection_id socket);
  /// What the server closed it with; nothing while it is open.
  std::optional<std::uint16_t> closed(connection_id socket);
  /// The client, or the network, ends it.
  void hang_up(connection_id socket, std::uint16_t code);

  /// Lets time pass, step by step as its deadlines fall; open sockets keep up their heartbeats unless
  /// silenced.
  void pass(std::chrono::milliseconds time);
  void silence(connection_id socket) { silent_.insert(socket); }

  /// Somebody in a room, with one video track "<identity>-track", whose first message has been taken.
  struct guest {
    connection_id socket;
    std::string sid;
    std::string session;
    std::string connection;  ///< the id of the peer connection it brought along
    boost::json::value greeting;
    int revision = 1;
  };
  guest join(std::string_view identity, std::string_view room);
  /// The same by a token that lets publish nothing.
  guest join_to_watch(std::string_view identity, std::string_view room);
  /// A participant's update with all its tracks, at the next revision.
  void publish(guest& from, boost::json::array tracks);
  /// An update that only says something of a peer connection; the participant comes again unchanged.
  void say(const guest& from, boost::json::object peer_connection, arrival how = arrival::alone);
  void end_burst(const guest& from);
  /// The same client on a new socket; the answer is its greeting.
  void resume(guest& back, boost::json::array peer_connections = {});

 private:
  void collect();
  guest join_with(const std::string& token, std::string_view identity, std::string_view room);

  std::uint64_t last_ = 0;
  std::map<connection_id, std::vector<std::string>> heard_;
  std::map<connection_id, std::uint16_t> closed_;
  std::set<connection_id> silent_;
  std::map<std::string, boost::json::array> tracks_;  ///< by session
};

}  // namespace flex_video::rooms
