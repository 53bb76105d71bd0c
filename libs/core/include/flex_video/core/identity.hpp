#pragma once

#include "flex_video/core/ids.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/visit.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace flex_video::core {

/// Who somebody is in a room. Decided here and nowhere else: no identity out of a request is believed.
std::string agent_identity(const worker_sid& worker);
std::string supervisor_identity(const worker_sid& worker);
std::string customer_identity(const visit_id& visit);
/// "customer:…", or the name of the guest's other role in its place.
std::string guest_identity(const visit& visit);
/// Whose device the visit is: its guest, or the session's present worker for an agent's.
std::string visit_identity(const session& session, const visit& visit);

/// A worker who is in a call to supervise it.
struct supervising {
  worker_sid worker;
  friend bool operator==(const supervising&, const supervising&) = default;
};

/// The agent's worker, the visit or the supervisor that an identity names; monostate for one that is not
/// ours.
using participant = std::variant<std::monostate, worker_sid, visit_id, supervising>;
participant parse_identity(std::string_view identity);

/// The unique name of the room that a session started on `task` meets in.
std::string room_name(std::string_view task);

}  // namespace flex_video::core
