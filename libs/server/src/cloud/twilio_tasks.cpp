#include "cloud/twilio_tasks.hpp"

#include "flex_video/twilio/taskrouter_rest.hpp"

#include <algorithm>
#include <tuple>

namespace flex_video::server::cloud {
namespace {

using core::reservation_status;
using core::task_errc;
namespace taskrouter = twilio::taskrouter;

std::unexpected<base::error> unavailable(std::string detail) {
  return base::fail(task_errc::unavailable, std::move(detail));
}

reservation_status to_core(std::string_view status) {
  if (status == "pending") return reservation_status::pending;
  if (status == "accepted") return reservation_status::accepted;
  if (status == "wrapping") return reservation_status::wrapping;
  if (status == "completed") return reservation_status::completed;
  return reservation_status::other;
}

/// Times have whole seconds: of two in the same one, a hold counts as newer than a rejected or timed-out
/// offer, since that is the order in which they come.
bool is_older(const taskrouter::reservation_answer& a, const taskrouter::reservation_answer& b) {
  const auto age = [](const auto& one) {
    return std::tuple{one.created, to_core(one.status) != reservation_status::other};
  };
  return age(a) < age(b);
}

bool is_open(const taskrouter::task_answer& task) {
  return task.assignment_status == "pending" || task.assignment_status == "reserved" ||
         task.assignment_status == "assigned";
}

}  // namespace

base::result<core::reservation> twilio_tasks::find_reservation(const core::task_sid& task,
                                                               const core::worker_sid& worker) {
  const auto deadline = api_.deadline();
  auto list = read_list<taskrouter::reservation_answer>(
      api_, deadline,
      [&](std::string_view page) {
        return taskrouter::list_reservations(options_.workspace, task, worker, page);
      },
      taskrouter::parse_reservations);
  if (!list) return unavailable(list.error().detail);
  if (list->status == 404) return base::fail(task_errc::not_reserved);
  if (list->status >= 300) return unavailable("HTTP " + std::to_string(list->status));
  // Asked for already; but this decides who may start a call, so it is not left to a filter of the other
  // side.
  std::erase_if(list->items, [&](const auto& one) { return one.task != task || one.worker != worker; });
  if (list->items.empty()) return base::fail(task_errc::not_reserved);
  const auto newest = std::ranges::max_element(list->items, is_older);

  const auto answer = api_.call(taskrouter::fetch_task(options_.workspace, task), deadline);
  if (!answer) return unavailable(answer.error().detail);
  if (answer->status == 404) return base::fail(task_errc::not_reserved);
  if (!answer->good()) return unavailable(answer->described());
  auto described = taskrouter::parse_task(answer->body);
  if (!described || described->sid != task) return unavailable("malformed: task");
  return core::reservation{.sid = newest->sid,
                           .task = task,
                           .worker = worker,
                           .status = to_core(newest->status),
                           .conversation = described->attributes.conversation,
                           .channel_type = std::move(described->attributes.channel_type),
                           .customer_name = std::move(described->attributes.customer_name)};
}

base::result<bool> twilio_tasks::has_other_task(const core::conversation_sid& conversation,
                                                const core::task_sid& task) {
  const auto list = read_list<taskrouter::task_answer>(
      api_, api_.deadline(),
      [&](std::string_view page) {
        return taskrouter::list_open_tasks(options_.workspace, conversation, page);
      },
      taskrouter::parse_tasks);
  if (!list) return unavailable(list.error().detail);
  if (list->status >= 300) return unavailable("HTTP " + std::to_string(list->status));
  return std::ranges::any_of(list->items, [&](const auto& one) {
    return one.sid != task && is_open(one) && one.attributes.conversation == conversation;
  });
}

}  // namespace flex_video::server::cloud
