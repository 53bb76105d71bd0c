#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/ports/kept_rooms.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/rooms/media_worker_state.hpp"
#include "flex_video/rooms/options.hpp"
#include "flex_video/rooms/room_event.hpp"
#include "flex_video/rooms/room_settings.hpp"
#include "flex_video/twilio/access_token.hpp"
#include "flex_video/twilio/sids.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace flex_video::rooms {

/// One WebSocket, as the caller numbers them. A number is never used twice.
enum class connection_id : std::uint64_t {};

struct send_text {
  connection_id to;
  std::string text;
};

/// The socket is to be closed; the room server has forgotten it already.
struct close_socket {
  connection_id which;
  std::uint16_t code;  ///< RFC 6455 section 7.4; never 1000, which Twilio's SDK takes for "you left"
};

/// What a step wants done, in this order.
using action = std::variant<send_text, close_socket>;

class media_engine;
class recording_archive;
class room_watcher;
class switchboard;
struct track_rule;

/// Of several messages that came together each is `in_burst`, and burst_over() follows: candidates, of which
/// each message repeats those before it, are relayed once then. Everything else is handled as it comes.
enum class arrival { alone, in_burst };

/// Video rooms for the unmodified twilio-video 2.x SDK, peer-to-peer and, with a media engine, group rooms:
/// what the SDK expects behind `wsServer`.
/// All of it decides only: sockets and timers are the caller's (serve_signalling is one). One thread; not
/// reentrant except from the observer, which may create and complete rooms.
class room_server final : public core::video_provider {
 public:
  using observer = std::function<void(const room_event&)>;

  /// `clock`, `random`, `media` and `recordings` must outlive the server. `observe` may be empty; it is
  /// called at the end of a step, when everything is consistent again. Without `media` there are no group
  /// rooms, and without `recordings` none is recorded.
  room_server(const room_server_options& options, const twilio::credentials& credentials,
              const base::clock& clock, base::random_source& random, observer observe,
              media_engine* media = nullptr, recording_archive* recordings = nullptr);
  ~room_server() override;

  // What happened to the sockets. Unknown and forgotten connections are ignored.
  void opened(connection_id connection);
  void received(connection_id connection, std::string_view text, arrival how = arrival::alone);
  /// Sends what waited for the end of the burst. Not needed by one who has closed.
  void burst_over(connection_id connection);
  /// `code` is the peer's close code, 1006 when the connection broke. 1000 and 1001 are a leave at once (1001
  /// is all that a closing tab says); anything else is a loss, which the client may repair within
  /// timings::session_timeout.
  void closed(connection_id connection, std::uint16_t code);

  /// Does what has become due. To be called at next_deadline(), or at any time.
  void advance();
  /// When advance() must be called at the latest; nothing if there is nothing to wait for.
  std::optional<base::time_point> next_deadline() const;

  /// The clock that next_deadline() goes by.
  const base::clock& clock() const;

  /// How many there are at the moment.
  struct census {
    std::size_t peer_to_peer_rooms;  ///< in progress
    std::size_t group_rooms;
    std::size_t participants;
    std::size_t sockets;
  };
  census count() const;
  /// None without `media`.
  std::vector<media_worker_state> media_workers() const;

  // A server that ends, and one that goes on with its rooms: clients resume by themselves within
  // timings::session_timeout, and their media, which does not pass here, goes on meanwhile.
  /// The rooms that changed since the last call, as they are now; needs room_server_options::keeps_rooms.
  /// Holds no secret that admits. What is lost, when the server is killed before it is kept, is made good as
  /// clients resume: at worst they negotiate anew.
  std::vector<core::kept_room> take_changes();
  /// Has the room of such a state again, everybody in it lost for the moment, or knows that it has ended; no
  /// event tells of it. Refuses
  /// with signalling_errc::message_invalid a state that is none; ignores a room that is there. Before
  /// opened(), and the changes that it makes are to be kept before it: one more server goes on from them.
  base::result<void> take_up(std::string_view state);
  /// Closes all sockets with 1012, which brings their clients back after the restart, and any that are opened
  /// from now on. Afterwards time stands still: nobody leaves.
  void drain();

  /// What is to be done, and leaves nothing behind.
  std::vector<action> take_actions();
  /// Calls `callback` at the end of each step that may have left actions or moved next_deadline(). Replaces
  /// the former.
  void on_step(std::function<void()> callback);
  /// For this library's REST: `watcher` is told of the rooms in progress, now, and of every change, as long
  /// as it is there. Replaces the former.
  void watch(std::weak_ptr<room_watcher> watcher);
  /// The same: what the watcher would have kept of that room has changed.
  void keep(const core::room_sid& room);

  /// The same: what is sent to that participant of a group room goes by these rules from now on, of which the
  /// last that matches a track counts. Of one who is not there nothing happens; in a peer-to-peer room
  /// everybody gets everything.
  void subscribe_by(const core::room_sid& room, const twilio::participant_sid& who,
                    std::span<const track_rule> rules);
  /// The same: the tracks that it is subscribed to; none if it is not there.
  std::vector<twilio::track_sid> subscribed_tracks(const core::room_sid& room,
                                                   const twilio::participant_sid& who) const;

  /// The same: whether the room is in progress and can be recorded.
  bool can_record(const core::room_sid& room) const;
  /// The same: which tracks of the room are recorded goes by these rules from now on, of which the last that
  /// matches a track counts. Of one that can't be recorded they are remembered.
  void record_by(const core::room_sid& room, std::span<const track_rule> rules);

  /// Whether there can be group rooms.
  bool has_media_engine() const;
  /// Of which type the rooms are that create_room() makes from now on; until then peer-to-peer.
  void set_call_type(room_type type);

  /// Like create_room(), but a room of that unique name that is in progress is refused, and refusals carry
  /// Twilio's code as their value: 53100 and 53101 for the name, 53103 at limits::rooms, 53107, 53113.
  base::result<core::room> open_room(const room_settings& settings);

  /// Refuses with `refused` for a unique name that is empty, too long or looks like a SID, and for more
  /// participants than limits::largest_room; with `unavailable` at limits::rooms. 0 participants means
  /// limits::participants. Does not block.
  base::result<core::room> create_room(const core::room_request& request) override;
  /// Never refuses. Everybody inside is told before anybody is taken out. Does not block.
  base::result<void> complete_room(const core::room_sid& room) override;
  // None of these refuses, and none blocks.
  base::result<std::optional<core::room>> find_room(std::string_view unique_name) override;
  base::result<core::room_report> inspect_room(const core::room_sid& room) override;
  base::result<void> remove_participant(const core::room_sid& room, std::string_view identity) override;
  /// Holds for who comes later, too, and over a restart. To whom somebody is not for they are not there. In a
  /// peer-to-peer room, whose media does not pass here, it does nothing.
  base::result<void> set_audiences(const core::room_sid& room,
                                   const std::vector<core::audience>& audiences) override;
  /// Refuses with `refused` to record what can't be: the media of a peer-to-peer room does not pass here.
  base::result<void> set_recording(const core::room_sid& room, core::recording_state wanted,
                                   const std::vector<std::string>& publishers) override;
  base::result<std::vector<core::recording>> recordings(const core::room_sid& room) override;

 private:
  std::unique_ptr<switchboard> switchboard_;
};

}  // namespace flex_video::rooms
