#pragma once

#include "signalling/far_end.hpp"
#include "signalling/message_writer.hpp"
#include "signalling/publications.hpp"
#include "signalling/room_state.hpp"
#include "signalling/session.hpp"
#include "signalling/waiting_connection.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/room_server.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace flex_video::rooms {

/// One stay in a room. The room drives it; what others must hear of it collects in `news` until the end of a
/// step, so that each client gets one message a step.
class participant {
 public:
  participant(std::string identity, connection_id socket, const limits& limits, base::random_source& random,
              publications::permission permission, media_wishes wishes);
  /// Whom a server before us let in: without a socket, and reconnecting. Its revisions go on far enough
  /// behind what was kept that none is said twice.
  participant(participant_memory kept, const limits& limits, bool video);
  participant(const participant&) = delete;
  participant& operator=(const participant&) = delete;

  const twilio::participant_sid& sid() const { return sid_; }
  const std::string& identity() const { return identity_; }
  const session_digest& session() const { return session_; }
  /// Whether it is this participant who resumes, or speaks, with that key.
  bool holds(const session_key& key) const { return key_ == key; }
  /// What it resumes with; nothing until a participant of a server before us has told it.
  const std::optional<session_key>& key() const { return key_; }

  participant_state state() const { return state_; }
  /// Grows with every change that others see.
  std::uint32_t revision() const { return revision_; }
  /// Whether there is a socket, so that it can be spoken to and paired.
  bool present() const { return socket_.has_value(); }
  std::optional<connection_id> socket() const { return socket_; }

  void attach(connection_id socket, const session_key& key);
  void detach() { socket_.reset(); }
  /// Changes what others see of it.
  void enter(participant_state state);
  publications::change publish(const client_state& state, base::random_source& random);
  const publications& tracks() const { return publications_; }
  const media_wishes& wishes() const { return wishes_; }
  /// Replaces the rules that its client came with.
  void subscribe_by(std::vector<track_rule> rules) { wishes_.subscribe_rules = std::move(rules); }

  /// These identities alone are to hear and see it; nothing for everybody.
  void limit_audience(std::optional<std::vector<std::string>> receivers) { audience_ = std::move(receivers); }
  bool has_limited_audience() const { return audience_.has_value(); }
  bool reaches(const participant& other) const;
  /// What is said of it from now on replaces what was said before, though it is the same.
  void renew() { ++revision_; }

  participant_memory memory() const;
  participant_view view() const;
  published_view published() const;

  /// Collects for the next message to this client. The last view of a participant counts.
  void tell(participant_view view);
  /// Candidates take the place of those they repeat.
  void tell(peer_connection_state state);
  void tell(media_signalling_view channels) { news_.media_signalling = std::move(channels); }
  void tell(const recording_view& recording) { news_.recording = recording; }
  void tell_published() { news_.published = published(); }
  /// The connection that brought the media of `other` is closed: the client must unsubscribe from it, or the
  /// SDK keeps the dead tracks for those of the next connection.
  void lose_media(const twilio::participant_sid& other);
  /// A description of `other` is on its way to the client, and with it the media.
  void await_media(const twilio::participant_sid& other);
  bool has_lost_media(const twilio::participant_sid& other) const { return lost_media_.contains(other); }
  /// Its list of subscriptions is no longer what it knows.
  void tell_subscriptions() { subscriptions_changed_ = true; }
  bool has_news() const;
  bool subscriptions_changed() const { return subscriptions_changed_; }
  /// What was collected; nothing is left.
  room_update take_news();
  std::uint32_t next_subscribed_revision() { return ++subscribed_revision_; }

  /// The far ends of the client's peer connections, by id.
  std::map<std::string, std::unique_ptr<far_end>> connections;
  /// The peer connection it brought along, as long as nobody is at its far end.
  std::optional<waiting_connection> unused_connection;
  /// When its peers stop waiting for its media, and when it counts as gone; set while it is lost.
  std::optional<base::time_point> grace_ends;
  std::optional<base::time_point> session_ends;

 private:
  twilio::participant_sid sid_;
  std::string identity_;
  std::optional<session_key> key_;
  session_digest session_;
  std::optional<connection_id> socket_;
  participant_state state_ = participant_state::connected;
  publications publications_;
  media_wishes wishes_;
  std::optional<std::vector<std::string>> audience_;
  std::uint32_t revision_ = 1;
  std::uint32_t published_revision_ = 1;
  std::uint32_t subscribed_revision_ = 0;
  room_update news_;
  bool subscriptions_changed_ = false;
  std::set<twilio::participant_sid> lost_media_;
};

}  // namespace flex_video::rooms
