#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/sighting.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace flex_video::core {

enum class session_state {
  open,  ///< started; somebody is still missing
  live,  ///< the agent and a guest have met; it stays live when one of them drops
  ended,
};

enum class end_reason {
  agent_ended,  ///< the agent pressed End
  room_ended,   ///< the provider closed the room of a live call
  task_ended,  ///< the task went to wrap-up, or was completed or cancelled, and the conversation has no other
  idle,        ///< nobody was in the room for as long as the policy allows
  longest_call,  ///< the call lasted as long as the policy allows
};

enum class recording_state { off, on, paused };

/// Who hears and sees a call's supervisor, where the policy lets them choose.
enum class supervision_mode {
  listen,     ///< nobody
  whisper,    ///< the agent alone
  barge,      ///< everybody
  take_over,  ///< everybody, in place of the agent, whom only the supervisor hears and sees then
};

/// A supervisor's place in a call, beside those of its agent and guests. There is one.
struct supervisor_place {
  worker_sid worker;
  std::string name;  ///< for people, from the verified Flex token; never empty
  bool in_room = false;
  supervision_mode mode = supervision_mode::listen;
  /// The provider's newest report about them, as session::agent_seen.
  std::optional<sighting> seen = std::nullopt;

  friend bool operator==(const supervisor_place&, const supervisor_place&) = default;
};

/// One video call of one conversation. Task, reservation and worker change when the conversation is
/// transferred.
struct session {
  session_id id;
  conversation_sid conversation;
  task_sid task;
  reservation_sid reservation;
  worker_sid worker;
  std::string agent_name;     ///< for people, from the verified Flex token; never empty
  std::string customer_name;  ///< for people, from the task; never empty
  std::string locale;         ///< BCP 47, of the customer; may be empty
  room_sid room;
  std::string room_name;
  session_state state = session_state::open;
  base::time_point opened_at;
  std::uint8_t link_ordinal = 0;     ///< which of the session's invites is the customer's link
  base::time_point link_expires_at;  ///< of the customer's link
  std::optional<base::time_point> live_at = std::nullopt;
  std::optional<base::time_point> ended_at = std::nullopt;
  std::optional<core::end_reason> end_reason = std::nullopt;
  unsigned handovers = 0;  ///< how often the worker changed
  bool agent_in_room = false;
  /// The provider's newest report about the agent; an older one that comes late is ignored.
  std::optional<sighting> agent_seen = std::nullopt;
  /// Since when nobody is in the room; nothing while somebody is.
  std::optional<base::time_point> idle_since = std::nullopt;
  /// The provider has closed the room. Of a session that has not ended: it gets another one when somebody
  /// joins.
  bool room_closed = false;
  recording_state recording = recording_state::off;
  unsigned stills = 0;  ///< how many pictures are kept with it
  /// Who was let in to supervise last. Their token admits until somebody else has the place.
  std::optional<supervisor_place> supervisor = std::nullopt;
  unsigned version = 0;  ///< of the row this was read from; 0 is not stored yet

  friend bool operator==(const session&, const session&) = default;
};

inline bool ended(const session& session) { return session.state == session_state::ended; }

}  // namespace flex_video::core
