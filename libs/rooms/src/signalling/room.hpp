#pragma once

#include "signalling/participant.hpp"
#include "signalling/recording_wish.hpp"
#include "signalling/topology.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/room_settings.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

class recording_archive;
class room_recording;

/// What a room works with; all of it must outlive the room.
struct room_services {
  const room_server_options& options;
  const base::clock& clock;
  base::random_source& random;
  /// Sends the JSON text of one message body.
  std::function<void(connection_id, const std::string&)> send;
  media_engine* media = nullptr;            ///< for group rooms; null if there can be none
  recording_archive* recordings = nullptr;  ///< of group rooms; null if none is recorded
  /// The media engine has told something, outside of any step, that clients of that room must hear of.
  std::function<void(const twilio::room_sid&)> media_changed = {};
};

/// One room in progress: who is in it, and what each must hear when something happens. Every function is one
/// step, at whose end each client concerned has been sent at most one message.
class room {
 public:
  room(twilio::room_sid sid, std::string unique_name, unsigned max_participants, bool ad_hoc,
       const room_services& services, const room_terms& terms = {});
  /// One that a server before us had: everybody inside is lost, and may come back.
  room(const room_state& kept, const room_services& services);
  ~room();
  room(const room&) = delete;
  room& operator=(const room&) = delete;

  const twilio::room_sid& sid() const { return sid_; }
  const std::string& unique_name() const { return unique_name_; }
  /// Made by joining it; ends when it is empty.
  bool ad_hoc() const { return ad_hoc_; }
  unsigned max_participants() const { return max_participants_; }
  const room_terms& terms() const { return terms_; }
  /// What its maker had it keep.
  const std::string& note() const { return note_; }
  void keep(std::string note) { note_ = std::move(note); }
  /// Whether anybody has been inside.
  bool used() const { return used_; }
  std::size_t size() const { return participants_.size(); }
  std::vector<participant*> participants() const;
  /// Null if nobody of that identity is inside.
  participant* find(const std::string& identity) const;
  participant* find(const twilio::participant_sid& sid) const;
  /// To be asked before admit(); see topology::prepare().
  base::result<void> prepare() { return topology_->prepare(); }
  /// Whether a client may bring a peer connection of that id along.
  bool free(const std::string& connection_id) const { return topology_->free(connection_id); }

  /// Lets somebody in: to be asked before are size() and find(). The participant lives until leave(). Of one
  /// who may not publish every track fails.
  participant& admit(std::string identity, connection_id socket, const connect_request& said,
                     bool may_publish = true);
  /// The same participant on a new socket; `key` is the one it holds.
  void resume(participant& back, connection_id socket, const session_key& key, const sync_request& said);
  /// Returns whether anything that memory() tells has changed, or what is to be seen of the room.
  /// Of a burst, candidates wait for flush().
  bool update(participant& from, const update_request& said, arrival how);
  /// What the participant is subscribed to goes by these rules from now on, in a group room.
  void subscribe_by(participant& to, std::vector<track_rule> rules);
  /// In a group room, who is not heard and seen by everybody from now on: to others they are not there,
  /// though they may come and go.
  void set_audiences(std::vector<core::audience> audiences);
  /// The tracks it is subscribed to.
  std::vector<twilio::track_sid> subscribed(const participant& of) const;
  bool can_be_recorded() const { return recording_ != nullptr; }
  /// What is wished of one that can't be recorded is remembered.
  void record(recording_wish wish);
  const recording_wish& recording() const { return wish_; }
  /// Sends each client what it must hear; returns whether there was anything. Every other step ends with it.
  bool flush();
  /// The socket is gone; the participant may come back.
  void lose(participant& lost);
  /// The peers of a lost participant stop waiting for its media.
  void give_up_media(participant& lost);
  /// When advance() is to be called at the latest; nothing if there is nothing to wait for.
  std::optional<base::time_point> next_deadline() const;
  /// Does what has become due for the media. Returns whether anything that memory() tells has changed.
  bool advance();
  /// The participant is destroyed.
  void leave(participant& gone);
  /// What a server after us has to know of it.
  room_state memory() const;
  /// Tells everybody that the room has ended. Then they are to be taken out by destroying the room: a leave()
  /// would tell those left that the others went first.
  void announce_end() const;

 private:
  std::unique_ptr<room_recording> make_recording();
  std::unique_ptr<topology> make_topology();
  std::vector<participant*> others(const participant& than, bool present_only) const;
  bool shows(const participant& who, const participant& to) const;
  void limit_audience(participant& of) const;
  bool renew_audience(participant& of);
  void tell_recording();
  void tell_others(const participant& about, bool tracks_changed);
  bool publish(participant& from, const client_state& state);
  subscribed_view subscriptions(participant& of) const;
  room_snapshot snapshot(participant& of, std::vector<peer_connection_state> peer_connections) const;

  twilio::room_sid sid_;
  std::string unique_name_;
  unsigned max_participants_;
  bool ad_hoc_;
  room_terms terms_;
  std::string note_;
  std::vector<core::audience> audiences_;
  bool used_ = false;
  recording_wish wish_;
  recording_view told_recording_;
  const room_services& services_;
  std::unique_ptr<room_recording> recording_;
  std::unique_ptr<topology> topology_;
  std::vector<std::unique_ptr<participant>> participants_;  ///< in the order they came
};

}  // namespace flex_video::rooms
