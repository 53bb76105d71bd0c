#pragma once

#include "signalling/messages.hpp"

#include "flex_video/base/secret.hpp"
#include "flex_video/rooms/turn_credentials.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

// What the server says, each as the JSON text of one message body.

namespace flex_video::rooms {

struct publication {
  std::string id;
  twilio::track_sid sid;
  track_kind kind;
  std::string name;
  bool enabled;
  track_priority priority;
};

/// A track that was refused; its publisher is told until it stops listing the track.
struct failed_publication {
  std::string id;
  std::error_code reason;
};

enum class participant_state { connected, reconnecting, disconnected };

/// A participant as the others see it.
struct participant_view {
  twilio::participant_sid sid;
  std::string identity;
  participant_state state;
  std::uint32_t revision;
  std::vector<publication> tracks;
};

/// What became of one's own tracks.
struct published_view {
  std::uint32_t revision;
  std::vector<publication> ready;
  std::vector<failed_publication> failed;
};

/// Always everything one is subscribed to: a track that is not in it is unsubscribed.
struct subscribed_view {
  struct track {
    std::string id;
    twilio::track_sid sid;
  };
  std::uint32_t revision;
  std::vector<track> tracks;
};

/// The data channels over which the server signals about media, by the names that twilio-video has for what
/// is said on them.
struct media_signalling_view {
  struct channel {
    std::string name;
    std::string label;
  };
  std::vector<channel> channels;
};

/// Whether the room is recorded now. The SDK passes over a revision lower than the last.
struct recording_view {
  bool active = false;
  std::uint32_t revision = 1;
  friend bool operator==(const recording_view&, const recording_view&) = default;
};

/// News; what is empty is left out, and absent means unchanged.
struct room_update {
  std::vector<participant_view> participants;
  std::optional<published_view> published;
  std::optional<subscribed_view> subscribed;
  std::vector<peer_connection_state> peer_connections;
  std::optional<recording_view> recording = {};
  std::optional<media_signalling_view> media_signalling = {};
};

/// Everything, as a client needs it on arriving or resuming.
struct room_snapshot {
  twilio::room_sid sid;
  std::string name;
  base::secret session;
  std::chrono::seconds session_timeout;
  participant_view self;
  std::vector<participant_view> participants;
  published_view published;
  subscribed_view subscribed;
  std::vector<peer_connection_state> peer_connections;
  recording_view recording = {};
  std::optional<media_signalling_view> media_signalling = {};  ///< there in a group room
};

/// Without `turn` no ICE servers; with it, it and what the client may use it with.
std::string write_iced(const std::optional<turn_service>& turn = {},
                       const turn_credentials& credentials = {});
std::string write_connected(const room_snapshot& snapshot);
std::string write_synced(const room_snapshot& snapshot);
std::string write_update(const room_update& update);
/// The room has ended.
std::string write_completed();
/// The application put the client out of the room, which is no error.
std::string write_removed();
/// Ends the client's stay in the room, or its attempt to join.
std::string write_error(const std::error_code& reason);

}  // namespace flex_video::rooms
