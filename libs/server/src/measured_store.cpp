#include "flex_video/server/measured_store.hpp"

#include "flex_video/core/spelling.hpp"

#include <charconv>

namespace flex_video::server {
namespace {

using steady = std::chrono::steady_clock;

/// Calls `ask`, and has its time counted.
template <class Ask>
auto timed(metrics& counts, store_operation operation, Ask ask) {
  const auto began = steady::now();
  auto answer = ask();
  counts.store_call(operation, std::chrono::duration_cast<std::chrono::microseconds>(steady::now() - began));
  return answer;
}

std::optional<std::chrono::milliseconds> milliseconds_of(const std::string& text) {
  unsigned value = 0;
  const auto end = text.data() + text.size();
  if (std::from_chars(text.data(), end, value).ptr != end || text.empty()) return std::nullopt;
  return std::chrono::milliseconds{value};
}

void count(metrics& counts, const core::event& event) {
  using enum core::event_kind;
  switch (event.kind) {
    case session_started:
      counts.session_opened();
      counts.invite(invite_step::sent);
      break;
    case link_renewed:
    case invite_issued:
      counts.invite(invite_step::sent);
      break;
    case session_ended:
      if (const auto reason = core::parse_name<core::end_reason>(event.detail)) counts.session_ended(*reason);
      break;
    case visit_opened:
      counts.invite(invite_step::opened);
      break;
    case visit_admitted:
      counts.invite(invite_step::admitted);
      break;
    case visit_waiting:
      counts.invite(invite_step::waiting);
      break;
    case visit_denied:
      counts.invite(invite_step::denied);
      break;
    case participant_connected:
      if (event.visit) counts.invite(invite_step::in_room);
      break;
    case first_frame:
      if (const auto waited = milliseconds_of(event.detail)) counts.first_frame(*waited);
      break;
    default:
      break;
  }
}

}  // namespace

base::result<void> measured_store::commit(const core::change& change) {
  auto stored = timed(counts_, store_operation::commit, [&] { return store_.commit(change); });
  if (stored) {
    for (const auto& event : change.events) count(counts_, event);
  } else if (stored.error().code == core::store_errc::conflict) {
    counts_.store_conflict();
  }
  return stored;
}

base::result<core::session_record> measured_store::find_session(const core::session_id& id) {
  return timed(counts_, store_operation::find, [&] { return store_.find_session(id); });
}

base::result<core::session_record> measured_store::find_open_session(
    const core::conversation_sid& conversation) {
  return timed(counts_, store_operation::find, [&] { return store_.find_open_session(conversation); });
}

base::result<core::session_record> measured_store::find_open_session_by_task(const core::task_sid& task) {
  return timed(counts_, store_operation::find, [&] { return store_.find_open_session_by_task(task); });
}

base::result<core::session_record> measured_store::find_session_by_room(const core::room_sid& room) {
  return timed(counts_, store_operation::find, [&] { return store_.find_session_by_room(room); });
}

base::result<std::vector<core::session>> measured_store::open_sessions(
    const std::optional<core::worker_sid>& worker) {
  auto open = timed(counts_, store_operation::find, [&] { return store_.open_sessions(worker); });
  if (open && !worker) counts_.open_sessions(open->size());
  return open;
}

base::result<std::vector<core::session>> measured_store::sessions_to_close(std::size_t most) {
  return timed(counts_, store_operation::find, [&] { return store_.sessions_to_close(most); });
}

base::result<std::vector<core::visit>> measured_store::visits_of_device(const core::device_id& device) {
  return timed(counts_, store_operation::find, [&] { return store_.visits_of_device(device); });
}

base::result<std::vector<core::event>> measured_store::events_of(const core::session_id& session,
                                                                 unsigned after) {
  return timed(counts_, store_operation::find, [&] { return store_.events_of(session, after); });
}

base::result<std::vector<core::still>> measured_store::stills_of(const core::session_id& session) {
  return timed(counts_, store_operation::find, [&] { return store_.stills_of(session); });
}

base::result<core::kept_still> measured_store::find_still(const core::session_id& session,
                                                          const core::still_id& id) {
  return timed(counts_, store_operation::find, [&] { return store_.find_still(session, id); });
}

base::result<void> measured_store::note_room(const core::noted_room& room) {
  return timed(counts_, store_operation::commit, [&] { return store_.note_room(room); });
}

base::result<std::vector<core::noted_room>> measured_store::unsettled_rooms(base::time_point before,
                                                                            std::size_t most) {
  return timed(counts_, store_operation::find, [&] { return store_.unsettled_rooms(before, most); });
}

base::result<core::row_counts> measured_store::forget_sessions(base::time_point before, std::size_t most) {
  auto gone = timed(counts_, store_operation::commit, [&] { return store_.forget_sessions(before, most); });
  if (gone) counts_.forgotten(*gone);
  return gone;
}

}  // namespace flex_video::server
