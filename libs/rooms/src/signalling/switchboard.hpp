#pragma once

#include "signalling/client_socket.hpp"
#include "signalling/deadline_queue.hpp"
#include "signalling/messages.hpp"
#include "signalling/room_directory.hpp"
#include "signalling/room_watcher.hpp"

#include "flex_video/rooms/room_server.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// Connects sockets with participants: one function for each message a client may send. The rules of a room
/// are in room, those of the framing in tcmp; here is who may enter which room, and what becomes of whom when
/// a socket goes.
class switchboard {
 public:
  switchboard(const room_server_options& options, const twilio::credentials& credentials,
              const base::clock& clock, base::random_source& random, room_server::observer observe,
              media_engine* media, recording_archive* recordings);
  switchboard(const switchboard&) = delete;
  switchboard& operator=(const switchboard&) = delete;

  void opened(connection_id socket);
  void received(connection_id socket, std::string_view text, arrival how);
  void burst_over(connection_id socket);
  void closed(connection_id socket, std::uint16_t code);
  void advance();
  std::optional<base::time_point> next_deadline() const;

  const base::clock& clock() const { return clock_; }
  bool has_media_engine() const { return services_.media != nullptr; }
  void set_call_type(room_type type) { call_type_ = type; }

  base::result<core::room> open_room(const room_settings& settings);
  base::result<core::room> create_room(const core::room_request& request);
  void complete_room(const core::room_sid& sid);
  std::optional<core::room> find_room(std::string_view unique_name) const;
  core::room_report inspect_room(const core::room_sid& sid) const;
  void remove_participant(const core::room_sid& sid, const std::string& identity);

  void subscribe_by(const core::room_sid& sid, const twilio::participant_sid& who,
                    std::span<const track_rule> rules);
  void set_audiences(const core::room_sid& sid, std::vector<core::audience> audiences);
  std::vector<twilio::track_sid> subscribed_tracks(const core::room_sid& sid,
                                                   const twilio::participant_sid& who) const;

  bool can_record(const core::room_sid& sid) const;
  void record(const core::room_sid& sid, const recording_wish& wish);

  room_server::census count() const;
  std::vector<media_worker_state> media_workers() const;
  std::vector<core::kept_room> take_changes();
  base::result<void> take_up(std::string_view text);
  void keep(const twilio::room_sid& sid);
  void drain();

  std::vector<action> take_actions() { return std::exchange(actions_, {}); }
  void on_step(std::function<void()> callback) { stepped_ = std::move(callback); }
  void watch(std::weak_ptr<room_watcher> watcher);

 private:
  void perform(connection_id socket, tcmp::step step);
  void handle(connection_id socket, json_value body);

  void on(connection_id socket, client_socket& client, const ice_request& said);
  void on(connection_id socket, client_socket& client, const connect_request& said);
  void on(connection_id socket, client_socket& client, const sync_request& said);
  void on(connection_id socket, client_socket& client, const update_request& said);
  void on(connection_id socket, client_socket& client, const disconnect_request& said);
  void on(connection_id socket, client_socket& client, const unknown_request& said);

  base::result<room*> choose_room(const twilio::access_token& token,
                                  const std::optional<std::string>& wanted);
  void join(connection_id socket, client_socket& client, room& chosen, const twilio::access_token& token,
            const connect_request& said);

  void send(connection_id socket, const std::string& body);
  /// Tells the client why its stay, or its attempt to join, is over.
  void refuse(connection_id socket, const std::error_code& reason);
  /// Drops a client that breaks the protocol or a limit; if it was in a room, it has left.
  void violated(connection_id socket);
  /// Closes and forgets the socket; whoever was on it is lost, not gone.
  void close(connection_id socket, close_code code);
  /// The socket is nobody's any more; its client, having been told the end, closes it or is closed later.
  void dismiss(connection_id socket);
  void lose(const member& lost);
  /// A stay is over; an ad-hoc room that is empty then ends.
  void leave(const member& gone);
  void take_out(const member& gone);
  void forget(const member& gone);
  void end(room& ending);
  /// leave(), of somebody who is told that message.
  void put_out(const member& gone, const std::string& farewell);

  /// The room's time without anybody, and its newcomer's inside, begin to run.
  void await_use(const room& waiting);
  void limit_stay(const member& newcomer);
  void end_stay(const session_digest& session);

  /// What is to be kept of the room has changed.
  void touch(const room& changed);
  /// What is to be seen of it has.
  void show(const room& changed) const;
  /// What the watcher knows of a room, or will be told of it.
  std::string memory_of(const twilio::room_sid& sid) const;
  void recall(const twilio::room_sid& sid, const std::string& record);
  void forget_ended();

  /// The media engine has answered: what its room makes of that is said.
  void media_changed(const twilio::room_sid& sid);

  void advance_socket(connection_id socket, base::time_point now);
  void advance_participant(const session_digest& session, base::time_point now);
  /// With every message the deadline moves away; only the alarm that comes in vain sets the new one.
  void rearm(connection_id socket);
  void rearm(const participant& member);
  void rearm(const room& one);
  /// Reports what happened, when everything is consistent again.
  void finish_step();

  room_server_options options_;
  const base::clock& clock_;
  twilio::access_token_verifier verifier_;
  room_services services_;
  room_directory rooms_;
  json_document received_;  ///< the message being handled
  arrival arrival_ = arrival::alone;
  std::unordered_map<connection_id, client_socket> sockets_;
  std::unordered_map<session_digest, member> sessions_;
  deadline_queue<connection_id> socket_deadlines_;
  deadline_queue<session_digest> participant_deadlines_;
  deadline_queue<session_digest> stay_deadlines_;
  deadline_queue<twilio::room_sid> room_deadlines_;
  deadline_queue<twilio::room_sid> media_deadlines_;
  std::unordered_set<twilio::room_sid> changed_;
  std::unordered_map<twilio::room_sid, std::string> unwatched_;  ///< memories until there is a watcher
  std::vector<action> actions_;
  std::vector<room_event> events_;
  room_server::observer observe_;
  std::function<void()> stepped_;
  std::weak_ptr<room_watcher> watcher_;
  room_type call_type_ = room_type::peer_to_peer;
  bool finishing_ = false;
  bool draining_ = false;
};

}  // namespace flex_video::rooms
