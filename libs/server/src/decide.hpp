#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/server/ports.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::server {

/// How often a decision is taken anew when the state changed under it.
inline constexpr int most_attempts = 5;

/// Whether `outcome` says that the state changed since it was read.
inline bool is_conflict(const base::result<void>& outcome) {
  return !outcome && outcome.error().code == core::store_errc::conflict;
}

/// Stores a change of the session that meets in `room`, and has the provider put out whom it expels. A
/// failure of the latter is left to the sweeper. Where the audiences can't be told,
/// the supervisor is put out.
inline base::result<void> carry_out(const ports& ports, const core::change& change,
                                    const core::room_sid& room) {
  const auto stored = ports.store.commit(change);
  if (!stored) return stored;
  for (const auto& identity : change.expelled)
    static_cast<void>(ports.video.remove_participant(room, identity));
  if (change.audiences && !ports.video.set_audiences(room, *change.audiences)) {
    const auto supervisor = core::supervisor_identity(change.session->supervisor->worker);
    static_cast<void>(ports.video.remove_participant(room, supervisor));
  }
  return {};
}

/// A `read` of decide() where the session was read a moment ago: the first decision is taken on that, since a
/// conflict tells if it is old, and each later one on what the store has then.
inline auto known_at_first(core::session_store& store, const core::session_record& record) {
  return [&store, id = record.session.id, known = std::optional{record}]() mutable {
    if (!known) return store.find_session(id);
    return base::result<core::session_record>{*std::exchange(known, std::nullopt)};
  };
}

/// Takes a decision on what `read` finds, a session_record, and stores it; again from the start when the
/// session was changed by somebody else in between. `decision` gives a change, or nothing to leave all as it
/// is. Returns the record as it is then, but for the versions of what was written; or the refusal of either,
/// or store_errc::conflict when there is no end to the changes.
template <class Read, class Decision>
base::result<core::session_record> decide(const ports& ports, Read read, Decision decision) {
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    base::result<core::session_record> record = read();
    if (!record) return record;
    const base::result<std::optional<core::change>> decided = decision(*record);
    if (!decided) return std::unexpected{decided.error()};
    if (!*decided) return record;
    const auto stored = carry_out(ports, **decided, record->session.room);
    if (stored) {
      core::apply(*record, **decided);
      return record;
    }
    if (!is_conflict(stored)) return std::unexpected{stored.error()};
  }
  return base::fail(core::store_errc::conflict);
}

}  // namespace flex_video::server
