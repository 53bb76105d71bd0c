#pragma once

#include "signalling/message_writer.hpp"
#include "signalling/recording_wish.hpp"
#include "signalling/session.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/rooms/room_settings.hpp"
#include "flex_video/twilio/sids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What outlives the server: enough for clients to resume with. Nothing of the media's paths is in it, neither
// descriptions nor candidates with their addresses: connections that have come to rest need none, and the
// others are made anew.

namespace flex_video::rooms {

struct participant_memory {
  twilio::participant_sid sid;
  std::string identity;
  session_digest session;
  std::uint32_t revision;
  std::uint32_t published_revision;
  std::uint32_t subscribed_revision;
  std::optional<std::uint32_t> client_revision;
  std::vector<publication> ready;
  std::vector<failed_publication> failed;
  std::optional<std::string> unused_connection;
  bool watches = false;      ///< may publish nothing
  media_wishes wishes = {};  ///< which a client says only once
};

/// A peer connection at rest: neither end owes the other an answer.
struct connection_memory {
  std::string id;
  twilio::participant_sid first;
  twilio::participant_sid second;
  std::uint32_t revision;
};

struct room_state {
  twilio::room_sid sid;
  std::string unique_name;
  unsigned max_participants;
  bool ad_hoc;
  room_terms terms = {};
  std::string note = {};
  recording_wish recording = {};
  std::uint32_t recording_revision = 1;
  std::vector<core::audience> audiences = {};    ///< see room::set_audiences()
  std::string record = {};                       ///< room_watcher::memory_of()
  std::vector<participant_memory> participants;  ///< in the order they came
  std::vector<connection_memory> connections;
};

/// A room that nobody can join any more.
struct ended_room_state {
  twilio::room_sid sid;
  base::time_point ended;
  std::string record = {};
};

/// As JSON.
std::string write_state(const room_state& state);
std::string write_state(const ended_room_state& state);
/// Refuses with signalling_errc::message_invalid what write_state() can't have written.
base::result<std::variant<room_state, ended_room_state>> read_state(std::string_view text);

}  // namespace flex_video::rooms
