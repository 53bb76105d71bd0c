#include "taskrouter/rest_api.hpp"

#include "json_reading.hpp"
#include "taskrouter/task_json.hpp"

#include "flex_video/sandbox/errc.hpp"
#include "flex_video/twilio/form.hpp"

#include <algorithm>
#include <ranges>
#include <string>
#include <utility>

namespace flex_video::sandbox {
namespace {

web_reply not_found(std::string_view path) {
  return reply_error(404, 20404, "The requested resource " + std::string{path} + " was not found");
}

json::object one_page_of(std::string_view key) {
  return {{"key", key},
          {"page", 0},
          {"page_size", 50},
          {"first_page_url", nullptr},
          {"previous_page_url", nullptr},
          {"next_page_url", nullptr},
          {"url", nullptr}};
}

/// Which tasks a list is asked for.
struct task_filter {
  std::vector<std::string> statuses;  ///< any one of them; empty for all
  std::optional<std::pair<std::string, std::string>> attribute;
};

/// AssignmentStatus may be given more than once; of EvaluateTaskAttributes only `name == "text"` is known
/// (https://www.twilio.com/docs/taskrouter/api/task). Nothing for another expression.
std::optional<task_filter> read_task_filter(const twilio::form& given) {
  task_filter filter;
  for (const auto& [name, value] : given) {
    if (name == "AssignmentStatus") filter.statuses.push_back(value);
    if (name != "EvaluateTaskAttributes") continue;
    constexpr std::string_view equals = " == \"";
    const auto at = value.find(equals);
    const bool known = at != std::string::npos && value.find('"', at + equals.size()) == value.size() - 1;
    if (!known) return std::nullopt;
    const auto text = value.substr(at + equals.size());
    filter.attribute = {value.substr(0, at), text.substr(0, text.size() - 1)};
  }
  return filter;
}

bool leaves(const task_filter& filter, const task& one) {
  if (!filter.statuses.empty() && std::ranges::find(filter.statuses, one.status) == filter.statuses.end())
    return false;
  return !filter.attribute ||
         text_member(one.attributes, filter.attribute->first) == filter.attribute->second;
}

}  // namespace

taskrouter_rest_api::taskrouter_rest_api(const tenant& tenant, directory& people, task_board& board,
                                         contact_desk& desk, const base::clock& clock)
    : tenant_(tenant), people_(people), board_(board), desk_(desk), clock_(clock) {}

std::optional<web_reply> taskrouter_rest_api::answer(const web_request& request) {
  const auto at = segments_of(request.path);
  if (at.size() < 3 || at[0] != "v1" || at[1] != "Workspaces") return std::nullopt;
  if (at[2] != tenant_.workspace.text()) return not_found(request.path);
  if (at.size() == 3) return workspace_itself(request);
  if (at.size() == 4 && at[3] == "Tasks" && request.method == "GET") return tasks(request.query);
  if (at.size() == 4) return std::nullopt;
  const bool reservations = at.size() == 6 && at[5] == "Reservations" && request.method == "GET";
  if (at[3] == "Tasks" && (at.size() == 5 || reservations)) {
    auto* held = board_.find_task(at[4]);
    if (!held) return not_found(request.path);
    return reservations ? list({held}) : task_itself(request, *held);
  }
  if (at[3] == "Workers" && (reservations || (at.size() == 5 && request.method == "GET"))) {
    const auto* one = people_.find_worker(at[4]);
    if (!one) return not_found(request.path);
    return reservations ? of_worker(*one, form_field(request.query, "ReservationStatus").value_or(""))
                        : reply_json(200, rest_worker(tenant_, *one));
  }
  return std::nullopt;
}

web_reply taskrouter_rest_api::workspace_itself(const web_request& request) {
  if (request.method != "GET" && request.method != "POST")
    return reply_error(405, 20004, "Method not allowed");
  if (request.method == "POST") {
    if (auto url = form_field(request.body, "EventCallbackUrl")) callback_.url = *std::move(url);
    if (auto events = form_field(request.body, "EventsFilter")) callback_.events = *std::move(events);
  }
  return reply_json(200, rest_workspace(tenant_, callback_));
}

web_reply taskrouter_rest_api::describe(const reservation& held) const {
  auto reply = reply_json(200, rest_task(tenant_, held.task, clock_.now()));
  reply.etag = '"' + std::to_string(held.task.version) + '"';
  return reply;
}

web_reply taskrouter_rest_api::task_itself(const web_request& request, reservation& held) {
  if (request.method == "GET") return describe(held);
  if (request.method != "POST") return reply_error(405, 20004, "Method not allowed");
  if (!request.if_match.empty() && request.if_match != describe(held).etag)
    return reply_error(412, 20412, "Precondition failed");
  if (const auto text = form_field(request.body, "Attributes")) {
    auto attributes = read_json_object(*text);
    if (!attributes) return reply_error(400, 20001, make_error_code(errc::malformed_attributes).message());
    board_.set_attributes(held.task, std::move(*attributes));
  }
  if (const auto text = form_field(request.body, "AssignmentStatus")) {
    const auto status = parse_reservation_status(*text);
    const auto done = status ? desk_.advance(held, *status) : base::fail(errc::wrong_status);
    if (!done) return reply_error(400, 20001, done.error().code.message());
  }
  return describe(held);
}

web_reply taskrouter_rest_api::of_worker(const agent& one, std::string_view status) const {
  std::vector<const reservation*> found;
  for (const auto& held : board_.all() | std::views::reverse)
    if (held.worker == one.worker && (status.empty() || to_text(held.status) == status))
      found.push_back(&held);
  return list(found);
}

web_reply taskrouter_rest_api::tasks(std::string_view query) const {
  const auto filters = twilio::parse_form(query);
  const auto wanted = filters ? read_task_filter(*filters) : std::nullopt;
  if (!wanted) return reply_error(400, 20001, "The sandbox does not know this filter");
  json::array found;
  for (const auto& held : board_.all())
    if (leaves(*wanted, held.task)) found.push_back(rest_task(tenant_, held.task, clock_.now()));
  return reply_json(200, {{"tasks", std::move(found)}, {"meta", one_page_of("tasks")}});
}

web_reply taskrouter_rest_api::list(const std::vector<const reservation*>& found) const {
  json::array reservations;
  for (const auto* held : found) {
    const auto* worker = people_.find_worker(held->worker.text());
    reservations.push_back(rest_reservation(tenant_, *held, worker ? worker->identity : ""));
  }
  return reply_json(200, {{"reservations", std::move(reservations)}, {"meta", one_page_of("reservations")}});
}

}  // namespace flex_video::sandbox
