#pragma once

#include "flex_video/base/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// The messages inside the framing (Twilio's Room Signalling Protocol, version 2), as types. What both
// directions share is here, with what a client says; what the server says is in message_writer.hpp.

namespace flex_video::rooms {

enum class track_kind { audio, video, data };
enum class track_priority { low, standard, high };

/// A track as its publisher lists it. `id` is the publisher's: second word of `a=msid`, or the data channel's
/// label.
struct listed_track {
  std::string id;
  track_kind kind;
  std::string name;
  bool enabled;
  track_priority priority;
};

/// Everything a client publishes. The same list comes again with every candidate; `revision` tells the news.
struct client_state {
  std::uint32_t revision = 0;
  std::vector<listed_track> tracks;
};

enum class description_type { create_offer, offer, answer, close };

/// One turn of the negotiation. Revisions count over both ends of a peer connection.
struct description {
  description_type type;
  std::uint32_t revision;
  std::string sdp;  ///< as it came, in JSON's spelling; empty for close and create_offer
  friend bool operator==(const description&, const description&) = default;
};

/// RTCIceCandidateInit (W3C WebRTC section 4.8.1.1); the candidate itself is opaque.
struct ice_candidate {
  std::string candidate;  ///< as it came, in JSON's spelling
  std::optional<std::string> sdp_mid;
  std::optional<std::uint32_t> sdp_m_line_index;
  std::optional<std::string> username_fragment;
  friend bool operator==(const ice_candidate&, const ice_candidate&) = default;
};

struct ice_state {
  std::string ufrag;
  std::uint32_t revision;
  std::vector<ice_candidate> candidates;
  bool complete = false;
  friend bool operator==(const ice_state&, const ice_state&) = default;
};

struct peer_connection_state {
  std::string id;
  std::optional<rooms::description> description;
  std::optional<ice_state> ice;
  friend bool operator==(const peer_connection_state&, const peer_connection_state&) = default;
};

/// What a group room's server signals about, each over a data channel of its own.
enum class media_channel {
  active_speaker,
  network_quality,
  publisher_hints,
  render_hints,
  track_priority,
  track_switch_off,
  extension_transcriptions,
};

/// Which tracks are subscribed to, or recorded: those that match all it names, and any if it names nothing.
struct track_rule {
  bool include;
  std::optional<std::string> publisher = {};  ///< SID or identity
  std::optional<std::string> track = {};      ///< SID or name
  std::optional<track_kind> kind = {};
  std::optional<track_priority> priority = {};
  friend bool operator==(const track_rule&, const track_rule&) = default;
};

enum class switch_off_mode { disabled, detected, predicted };

/// How much video a client takes at once
/// (https://www.twilio.com/docs/video/tutorials/using-bandwidth-profile-api).
struct bandwidth_profile {
  std::optional<track_priority> active_speaker_priority = {};    ///< the least that the dominant speaker has
  std::uint64_t max_tracks = 0;                                  ///< 0 for any number
  std::optional<std::uint64_t> max_subscription_bandwidth = {};  ///< bit/s
  switch_off_mode track_switch_off = switch_off_mode::predicted;
  friend bool operator==(const bandwidth_profile&, const bandwidth_profile&) = default;
};

/// What a client wants of a group room's media; a peer-to-peer room has no use for it.
struct media_wishes {
  std::vector<track_rule> subscribe_rules{{.include = true}};
  std::optional<rooms::bandwidth_profile> bandwidth_profile = {};
  std::vector<media_channel> media_signaling = {};  ///< what the client can talk about
  friend bool operator==(const media_wishes&, const media_wishes&) = default;
};

/// `ice`: which ICE servers to use; carries the token first.
struct ice_request {
  base::secret token;
};

struct connect_request {
  base::secret token;
  std::optional<std::string> room;  ///< unique name or SID
  client_state participant;
  std::optional<peer_connection_state>
      initial;  ///< the one peer connection a client starts with, as an offer
  media_wishes wishes = {};
};

/// `sync`: the same client on a new socket.
struct sync_request {
  base::secret session;
  std::optional<std::string> room;
  client_state participant;
  std::vector<peer_connection_state> peer_connections;
};

struct update_request {
  base::secret session;
  std::optional<client_state> participant;
  std::vector<peer_connection_state> peer_connections;
};

struct disconnect_request {};

/// A type from a later SDK; like the SDK itself, we ignore it.
struct unknown_request {};

using client_message = std::variant<ice_request, connect_request, sync_request, update_request,
                                    disconnect_request, unknown_request>;

}  // namespace flex_video::rooms
