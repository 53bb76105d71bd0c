#include "flex_video/core/memory_store.hpp"

#include "flex_video/core/erasable.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace flex_video::core {
namespace {

/// Whether `row` may be written: a new one under a new id, else over its own version.
template <class Row>
bool is_current(const std::vector<Row>& rows, const Row& row) {
  const auto found = std::ranges::find(rows, row.id, &Row::id);
  if (found == rows.end()) return row.version == 0;
  return row.version != 0 && found->version == row.version;
}

template <class Row>
void put_row(std::vector<Row>& rows, const Row& row) {
  const auto found = std::ranges::find(rows, row.id, &Row::id);
  auto& place = found == rows.end() ? rows.emplace_back(row) : *found;
  place = row;
  ++place.version;
}

/// The rows that meet a condition, the first `most` of them.
template <class Row, class Condition>
std::vector<Row> selected(const std::vector<Row>& rows, Condition condition,
                          std::size_t most = static_cast<std::size_t>(-1)) {
  std::vector<Row> found;
  for (const auto& row : rows) {
    if (found.size() == most) break;
    if (condition(row)) found.push_back(row);
  }
  return found;
}

}  // namespace

bool memory_store::fits(const session& session) const {
  if (!is_current(rows_.sessions, session)) return false;
  return ended(session) || std::ranges::none_of(rows_.sessions, [&](const core::session& other) {
           return other.conversation == session.conversation && !ended(other) && other.id != session.id;
         });
}

bool memory_store::fits(const visit& visit) const { return is_current(rows_.visits, visit); }

void memory_store::put(const issued_invite& issued) {
  const auto same = [&](const issued_invite& other) {
    return other.invite.session == issued.invite.session && other.invite.ordinal == issued.invite.ordinal;
  };
  const auto found = std::ranges::find_if(rows_.invites, same);
  if (found == rows_.invites.end()) {
    rows_.invites.push_back(issued);
  } else {
    *found = issued;
  }
}

void memory_store::put(event event) {
  event.number = ++last_numbers_[event.session];
  rows_.events.push_back(std::move(event));
}

base::result<void> memory_store::commit(const change& change) {
  if (change.session && !fits(*change.session)) return base::fail(store_errc::conflict, "session");
  const auto visit_fits = [this](const visit& visit) { return fits(visit); };
  if (!std::ranges::all_of(change.visits, visit_fits)) return base::fail(store_errc::conflict, "visit");
  if (change.session) put_row(rows_.sessions, *change.session);
  for (const auto& visit : change.visits) put_row(rows_.visits, visit);
  for (const auto& invite : change.invites) put(invite);
  for (const auto& event : change.events) put(event);
  rows_.stills.insert(rows_.stills.end(), change.stills.begin(), change.stills.end());
  if (change.settled_room)
    std::erase_if(rows_.rooms, [&settled = *change.settled_room](const noted_room& room) {
      return room.unique_name == settled.unique_name && room.noted_at <= settled.noted_at;
    });
  if (listener_ && !change.events.empty()) listener_(change.events.front().session);
  return {};
}

session_record memory_store::gather(const session& session) const {
  session_record record{.session = session, .visits = {}, .invites = {}};
  record.visits = selected(rows_.visits, [&](const visit& visit) { return visit.session == session.id; });
  record.invites = selected(rows_.invites,
                            [&](const issued_invite& issued) { return issued.invite.session == session.id; });
  return record;
}

template <class Condition>
base::result<session_record> memory_store::find_last(Condition condition) const {
  for (const auto& session : rows_.sessions | std::views::reverse) {
    if (condition(session)) return gather(session);
  }
  return base::fail(store_errc::not_found);
}

base::result<session_record> memory_store::find_session(const session_id& id) {
  return find_last([&](const session& session) { return session.id == id; });
}

base::result<session_record> memory_store::find_open_session(const conversation_sid& conversation) {
  return find_last(
      [&](const session& session) { return session.conversation == conversation && !ended(session); });
}

base::result<session_record> memory_store::find_open_session_by_task(const task_sid& task) {
  return find_last([&](const session& session) { return session.task == task && !ended(session); });
}

base::result<session_record> memory_store::find_session_by_room(const room_sid& room) {
  return find_last([&](const session& session) { return session.room == room; });
}

base::result<std::vector<session>> memory_store::open_sessions(const std::optional<worker_sid>& worker) {
  return selected(rows_.sessions, [&](const session& session) {
    return !ended(session) && (!worker || session.worker == *worker);
  });
}

base::result<std::vector<session>> memory_store::sessions_to_close(std::size_t most) {
  return selected(
      rows_.sessions, [](const session& session) { return ended(session) && !session.room_closed; }, most);
}

base::result<std::vector<visit>> memory_store::visits_of_device(const device_id& device) {
  return selected(rows_.visits, [&](const visit& visit) { return visit.device == device; });
}

base::result<std::vector<event>> memory_store::events_of(const session_id& session, unsigned after) {
  return selected(rows_.events,
                  [&](const event& event) { return event.session == session && event.number > after; });
}

base::result<std::vector<still>> memory_store::stills_of(const session_id& session) {
  std::vector<still> found;
  for (const auto& kept : rows_.stills) {
    if (kept.about.session == session) found.push_back(kept.about);
  }
  return found;
}

base::result<kept_still> memory_store::find_still(const session_id& session, const still_id& id) {
  for (const auto& kept : rows_.stills) {
    if (kept.about.id == id && kept.about.session == session) return kept;
  }
  return base::fail(store_errc::not_found);
}

base::result<void> memory_store::note_room(const noted_room& room) {
  std::erase_if(rows_.rooms, [&](const noted_room& other) { return other.unique_name == room.unique_name; });
  const auto later = std::ranges::upper_bound(rows_.rooms, room.noted_at, {}, &noted_room::noted_at);
  rows_.rooms.insert(later, room);
  return {};
}

base::result<std::vector<noted_room>> memory_store::unsettled_rooms(base::time_point before,
                                                                    std::size_t most) {
  return selected(rows_.rooms, [&](const noted_room& room) { return room.noted_at < before; }, most);
}

base::result<row_counts> memory_store::forget_sessions(base::time_point before, std::size_t most) {
  const auto due = selected(
      rows_.sessions, [&](const session& session) { return deletable(session) && session.ended_at < before; },
      most);
  row_counts gone;
  for (const auto& session : due | std::views::take(deleted_at_once(due))) gone += erase(session);
  return gone;
}

row_counts memory_store::erase(const session& session) {
  const auto is_owner = [&](const auto& row) { return row.session == session.id; };
  row_counts gone;
  gone[kept_row::still] =
      std::erase_if(rows_.stills, [&](const kept_still& kept) { return is_owner(kept.about); });
  gone[kept_row::event] = std::erase_if(rows_.events, is_owner);
  gone[kept_row::invite] =
      std::erase_if(rows_.invites, [&](const issued_invite& issued) { return is_owner(issued.invite); });
  gone[kept_row::visit] = std::erase_if(rows_.visits, is_owner);
  gone[kept_row::session] =
      std::erase_if(rows_.sessions, [&](const core::session& other) { return other.id == session.id; });
  gone[kept_row::room] =
      rows_.room_states.erase(session.room) + std::erase_if(rows_.rooms, [&](const noted_room& noted) {
        return noted.unique_name == session.room_name && noted.noted_at <= session.ended_at;
      });
  last_numbers_.erase(session.id);
  return gone;
}

/// Of rooms that the call had before its last one.
std::size_t memory_store::erase_further_rooms(const session& session) {
  const bool needed =
      std::ranges::any_of(rows_.sessions,
                          [&](const core::session& other) { return other.room_name == session.room_name; }) ||
      std::ranges::any_of(rows_.rooms,
                          [&](const noted_room& noted) { return noted.unique_name == session.room_name; });
  if (needed) return 0;
  return std::erase_if(rows_.room_states, [&](const auto& kept) {
    return kept.second.find(session.room_name) != std::string::npos;
  });
}

std::size_t memory_store::erase_webhooks(const session& session) {
  return std::erase_if(rows_.webhooks,
                       [&](const kept_webhook& kept) { return concerns(kept.webhook, session); });
}

std::vector<session> memory_store::sessions_of(const data_subject& whose) const {
  auto found = selected(rows_.sessions, [&](const session& session) {
    return std::ranges::find(whose.conversations, session.conversation) != whose.conversations.end() ||
           std::ranges::find(whose.sessions, session.id) != whose.sessions.end();
  });
  std::ranges::stable_sort(found, {}, &session::opened_at);
  return found;
}

base::result<std::vector<kept_session>> memory_store::gather(const data_subject& whose) {
  std::vector<kept_session> kept;
  for (const auto& session : sessions_of(whose))
    kept.push_back(
        {.record = gather(session), .events = *events_of(session.id, 0), .stills = *stills_of(session.id)});
  return kept;
}

base::result<erasure> memory_store::erase(const data_subject& whose, base::time_point now,
                                          const receipt_writer& write) {
  const auto there = sessions_of(whose);
  const auto may_go = [&](const session& session) { return erasable(session, now); };
  if (!std::ranges::all_of(there, may_go)) return base::fail(store_errc::in_use);
  erasure made;
  for (const auto& session : there) {
    made.sessions.push_back(session.id);
    made.rows += erase(session);
    made.rows[kept_row::webhook] += erase_webhooks(session);
  }
  for (const auto& session : there) made.rows[kept_row::room] += erase_further_rooms(session);
  rows_.erasures.emplace(write(made), now);
  return made;
}

base::result<base::time_point> memory_store::find_erasure(const std::string& receipt) {
  const auto found = rows_.erasures.find(receipt);
  if (found == rows_.erasures.end()) return base::fail(store_errc::not_found);
  return found->second;
}

base::result<bool> memory_store::keep(const webhook& webhook) {
  const bool known = std::ranges::any_of(
      rows_.webhooks, [&](const kept_webhook& kept) { return kept.webhook.key == webhook.key; });
  if (!known) rows_.webhooks.push_back({.webhook = webhook});
  return !known;
}

base::result<std::vector<webhook>> memory_store::pending(std::size_t most) {
  std::vector<webhook> waiting;
  for (const auto& kept : rows_.webhooks) {
    if (!kept.settled && waiting.size() < most) waiting.push_back(kept.webhook);
  }
  return waiting;
}

base::result<void> memory_store::settle(const std::string& key) {
  for (auto& kept : rows_.webhooks) {
    if (kept.webhook.key != key) continue;
    kept.settled = true;
    kept.webhook.body.clear();
  }
  return {};
}

base::result<std::size_t> memory_store::forget(base::time_point before) {
  return std::erase_if(rows_.webhooks, [&](const kept_webhook& kept) {
    return kept.settled && kept.webhook.received_at < before;
  });
}

base::result<void> memory_store::keep(const std::vector<kept_room>& changed) {
  for (const auto& [room, state] : changed) {
    if (state) {
      rows_.room_states[room] = *state;
    } else {
      rows_.room_states.erase(room);
    }
  }
  return {};
}

base::result<std::vector<std::string>> memory_store::states() {
  std::vector<std::string> kept;
  for (const auto& [room, state] : rows_.room_states) kept.push_back(state);
  return kept;
}

}  // namespace flex_video::core
