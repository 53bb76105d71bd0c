#include "taskrouter/task_board.hpp"

#include "taskrouter/task_json.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <algorithm>
#include <ranges>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view worker_index = "tr-worker";
constexpr std::string_view reservation_index = "tr-reservation";
constexpr std::string_view queue_index = "tr-queue";

}  // namespace

task_board::task_board(const tenant& tenant, directory& people, live_queries& queries,
                       const base::clock& clock, base::random_source& random, outbox& out)
    : tenant_(tenant), people_(people), queries_(queries), clock_(clock), random_(random), out_(out) {}

base::result<reservation*> task_board::offer(const agent& to, boost::json::object attributes,
                                             std::string_view channel) {
  if (all_.size() == most_reservations) return base::fail(errc::too_many);
  const auto now = clock_.now();
  auto& made = all_.emplace_back(
      reservation{.sid = twilio::reservation_sid::generate(random_),
                  .task = {.sid = twilio::task_sid::generate(random_),
                           .attributes = std::move(attributes),
                           .status = std::string{task_status_of(reservation_status::pending)},
                           .channel = std::string{channel},
                           .created = now,
                           .updated = now},
                  .worker = to.worker,
                  .agent = to.identity,
                  .status = reservation_status::pending,
                  .created = now,
                  .updated = now});
  tell(made);
  refresh(made);
  return &made;
}

base::result<void> task_board::advance(reservation& one, reservation_status to) {
  if (one.status == to) return {};
  if (!may_become(one.status, to)) return base::fail(errc::wrong_status);
  one.status = to;
  one.updated = one.task.updated = clock_.now();
  ++one.version;
  ++one.task.version;
  one.task.status = task_status_of(to);
  tell(one);
  // the task's own events follow the reservation's; an accepted or refused one has none
  if (to == reservation_status::wrapping || to == reservation_status::completed ||
      to == reservation_status::canceled)
    out_.push(bridge_event{one.agent, std::string{"task."}.append(event_word_of(to)),
                           bridge_task(tenant_, one.task, one.updated)});
  refresh(one);
  return {};
}

void task_board::set_attributes(task& one, boost::json::object attributes) {
  one.attributes = std::move(attributes);
  one.updated = clock_.now();
  ++one.version;
  const auto& held = *find_task(one.sid.text());
  out_.push(bridge_event{held.agent, "task.updated", bridge_task(tenant_, one, one.updated)});
  refresh(held);
}

base::result<void> task_board::set_activity(agent& one, std::string_view activity_sid) {
  if (!tenant_.find_activity(activity_sid)) return base::fail(errc::unknown_activity);
  one.activity_sid = activity_sid;
  one.activity_since = clock_.now();
  out_.push(bridge_event{one.identity, "worker.activity.update", bridge_worker(tenant_, one)});
  if (one.has_role("agent"))
    queries_.changed(worker_index, {one.worker.str(), insights_worker(tenant_, one)});
  return {};
}

void task_board::tell(const reservation& about) {
  out_.push(bridge_event{about.agent, std::string{"reservation."}.append(event_word_of(about.status)),
                         bridge_reservation(tenant_, about, clock_.now())});
}

void task_board::refresh(const reservation& about) {
  ++changes_;
  if (is_over(about.status)) {
    queries_.removed(reservation_index, about.sid.text());
  } else {
    queries_.changed(reservation_index,
                     {about.sid.str(), insights_reservation(tenant_, about, clock_.now())});
  }
}

reservation* task_board::find(std::string_view reservation_sid) {
  const auto found =
      std::ranges::find_if(all_, [&](const auto& one) { return one.sid.text() == reservation_sid; });
  return found == all_.end() ? nullptr : &*found;
}

reservation* task_board::find_task(std::string_view task_sid) {
  const auto found =
      std::ranges::find_if(all_, [&](const auto& one) { return one.task.sid.text() == task_sid; });
  return found == all_.end() ? nullptr : &*found;
}

std::vector<const reservation*> task_board::active_of(const agent& one) const {
  std::vector<const reservation*> active;
  for (const auto& held : all_)
    if (held.worker == one.worker && !is_over(held.status)) active.push_back(&held);
  return active;
}

std::optional<std::vector<insights_row>> task_board::insights(std::string_view index) const {
  std::vector<insights_row> rows;
  if (index == worker_index) {
    for (const auto& one : people_.staff())
      if (one.has_role("agent")) rows.push_back({one.worker.str(), insights_worker(tenant_, one)});
  } else if (index == reservation_index) {
    for (const auto& one : all_)
      if (!is_over(one.status))
        rows.push_back({one.sid.str(), insights_reservation(tenant_, one, clock_.now())});
  } else if (index == queue_index) {
    rows.push_back({tenant_.queue, bridge_queue(tenant_, clock_.now())});
  } else {
    return std::nullopt;
  }
  return rows;
}

}  // namespace flex_video::sandbox
