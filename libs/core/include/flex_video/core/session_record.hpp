#pragma once

#include "flex_video/core/invite.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/visit.hpp"

#include <cstdint>
#include <vector>

namespace flex_video::core {

/// One session with all that belongs to it, as it was at one moment. What decisions are taken on.
struct session_record {
  core::session session;
  std::vector<visit> visits;           ///< in the order in which they were opened
  std::vector<issued_invite> invites;  ///< by their ordinals

  friend bool operator==(const session_record&, const session_record&) = default;
};

/// Null if the session has none such; valid as long as the record.
const visit* find_visit(const session_record& record, const visit_id& id);
const issued_invite* find_invite(const session_record& record, std::uint8_t ordinal);

/// How many of the room's places are taken: the agent's own, and those of guests who may be in it.
unsigned taken_places(const session_record& record);
bool has_free_place(const session_record& record, const policy& policy);

/// Whether anybody of the session is in the room.
bool somebody_in_room(const session_record& record);

}  // namespace flex_video::core
