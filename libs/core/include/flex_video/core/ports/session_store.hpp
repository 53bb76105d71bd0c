#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/event.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/core/session.hpp"
#include "flex_video/core/visit.hpp"

#include <optional>
#include <vector>

namespace flex_video::core {

/// What one decision changes. A row of version 0 is new; any other replaces the stored row of exactly that
/// version.
struct change {
  std::optional<core::session> session;
  std::vector<visit> visits;
  std::vector<event> events;
};

/// Where sessions, visits and events are kept. Every answer may be store_errc::unavailable.
class session_store {
 public:
  virtual ~session_store() = default;

  /// Writes all of `change` or nothing; each row written is then one version further. Refuses with
  /// store_errc::conflict if a row is not at the version it was read at, if an id exists already, or if the
  /// session is not ended and its conversation has another session that is not: read again and decide again.
  virtual base::result<void> commit(const change& change) = 0;

  // Each finder answers store_errc::not_found if there is none.
  virtual base::result<session> find_session(const session_id& id) = 0;
  /// The session of a conversation that has not ended.
  virtual base::result<session> find_open_session(const conversation_sid& conversation) = 0;
  /// The session that was started last of those that met in `room`.
  virtual base::result<session> find_session_by_room(const room_sid& room) = 0;
  virtual base::result<visit> find_visit(const visit_id& id) = 0;

  // Each list is in the order of writing, and empty if there are none.
  virtual base::result<std::vector<visit>> visits_of(const session_id& session) = 0;
  virtual base::result<std::vector<visit>> visits_of_device(const device_id& device) = 0;
  virtual base::result<std::vector<event>> events_of(const session_id& session) = 0;
};

enum class store_errc {
  not_found = 1,
  conflict,     ///< somebody else changed the state meanwhile
  unavailable,  ///< the database gave no answer
};
std::error_code make_error_code(store_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::store_errc> : std::true_type {};
