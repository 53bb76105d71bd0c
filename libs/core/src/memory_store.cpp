#include "flex_video/core/memory_store.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

/// Whether `row` may replace what stands under its id: nothing if it is new, else its own version.
template <class Rows, class Row>
bool is_current(const Rows& rows, const Row& row) {
  const auto found = rows.find(row.id);
  if (found == rows.end()) return row.version == 0;
  return row.version != 0 && found->second.version == row.version;
}

template <class Rows, class Id>
auto find_row(const Rows& rows, const Id& id) -> base::result<typename Rows::mapped_type> {
  const auto found = rows.find(id);
  if (found == rows.end()) return base::fail(store_errc::not_found);
  return found->second;
}

template <class Index, class Key>
base::result<std::vector<visit>> listed(const Index& index, const Key& key,
                                        const std::map<visit_id, visit>& rows) {
  std::vector<visit> visits;
  if (const auto found = index.find(key); found != index.end()) {
    for (const auto& id : found->second) visits.push_back(rows.at(id));
  }
  return visits;
}

}  // namespace

bool memory_store::fits(const session& session) const {
  if (!is_current(rows_.sessions, session)) return false;
  if (ended(session)) return true;
  const auto open = open_.find(session.conversation);
  return open == open_.end() || open->second == session.id;
}

bool memory_store::fits(const visit& visit) const { return is_current(rows_.visits, visit); }

void memory_store::put(const session& session) {
  auto& row = rows_.sessions.insert_or_assign(session.id, session).first->second;
  ++row.version;
  if (session.version == 0) by_room_.insert_or_assign(session.room, session.id);
  if (!ended(session)) {
    open_.insert_or_assign(session.conversation, session.id);
  } else if (const auto open = open_.find(session.conversation);
             open != open_.end() && open->second == session.id) {
    open_.erase(open);
  }
}

void memory_store::put(const visit& visit) {
  auto& row = rows_.visits.insert_or_assign(visit.id, visit).first->second;
  ++row.version;
  if (visit.version != 0) return;
  visits_by_session_[visit.session].push_back(visit.id);
  if (visit.device) visits_by_device_[*visit.device].push_back(visit.id);
}

base::result<void> memory_store::commit(const change& change) {
  if (change.session && !fits(*change.session)) return base::fail(store_errc::conflict, "session");
  const auto visit_fits = [this](const visit& visit) { return fits(visit); };
  if (!std::ranges::all_of(change.visits, visit_fits)) return base::fail(store_errc::conflict, "visit");
  if (change.session) put(*change.session);
  for (const auto& visit : change.visits) put(visit);
  for (const auto& event : change.events) {
    events_by_session_[event.session].push_back(rows_.events.size());
    rows_.events.push_back(event);
  }
  return {};
}

base::result<session> memory_store::find_session(const session_id& id) {
  return find_row(rows_.sessions, id);
}

base::result<session> memory_store::find_open_session(const conversation_sid& conversation) {
  const auto id = find_row(open_, conversation);
  if (!id) return std::unexpected{id.error()};
  return find_session(*id);
}

base::result<session> memory_store::find_session_by_room(const room_sid& room) {
  const auto id = find_row(by_room_, room);
  if (!id) return std::unexpected{id.error()};
  return find_session(*id);
}

base::result<visit> memory_store::find_visit(const visit_id& id) { return find_row(rows_.visits, id); }

base::result<std::vector<visit>> memory_store::visits_of(const session_id& session) {
  return listed(visits_by_session_, session, rows_.visits);
}

base::result<std::vector<visit>> memory_store::visits_of_device(const device_id& device) {
  return listed(visits_by_device_, device, rows_.visits);
}

base::result<std::vector<event>> memory_store::events_of(const session_id& session) {
  std::vector<event> events;
  if (const auto found = events_by_session_.find(session); found != events_by_session_.end()) {
    for (const auto index : found->second) events.push_back(rows_.events[index]);
  }
  return events;
}

}  // namespace flex_video::core
