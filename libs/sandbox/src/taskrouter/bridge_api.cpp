#include "taskrouter/bridge_api.hpp"

#include "json_reading.hpp"
#include "taskrouter/task_json.hpp"
#include "web_message.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <algorithm>

namespace flex_video::sandbox {
namespace {

/// In milliseconds, unlike everything else in TaskRouter: the SDK sets its timer to (lifetime - 5000).
constexpr long long token_lifetime_ms = 3'600'000;

json::object list_of(json::array contents) {
  return {{"contents", std::move(contents)}, {"after_sid", nullptr}};
}

/// The SDK sends an object, REST callers the text of one.
std::optional<json::object> attributes_of(const json::value& given) {
  if (given.is_object()) return given.get_object();
  return given.is_string() ? read_json_object(std::string_view{given.get_string()}) : std::nullopt;
}

std::optional<reservation_status> wanted_status(const json::object& parameters, std::string_view name) {
  const auto text = text_member(parameters, name);
  return text ? parse_reservation_status(*text) : std::nullopt;
}

}  // namespace

bridge_api::bridge_api(const tenant& tenant, directory& people, task_board& board, contact_desk& desk,
                       const base::clock& clock)
    : tenant_(tenant), people_(people), board_(board), desk_(desk), clock_(clock) {}

json::object bridge_api::greeting(const agent& who) const {
  return {{"event_type", "init"},
          {"payload",
           {{"channel_id", who.worker.text()},
            {"account_sid", tenant_.account.text()},
            {"workspace_sid", tenant_.workspace.text()},
            {"token_lifetime", token_lifetime_ms}}}};
}

std::optional<base::result<json::object>> bridge_api::answer(const agent& who, std::string_view method,
                                                             std::string_view address,
                                                             const json::object& parameters) {
  auto at = segments_of(address);
  // a voice call's media channels; the sandbox carries no calls
  if (at.size() == 4 && at[1] == "Interactions" && at[3] == "Channels") return list_of({});
  if (at.size() < 3 || at[0] != "Workspaces" || at[1] != tenant_.workspace.text()) return std::nullopt;
  at.erase(at.begin(), at.begin() + 2);
  if (at[0] == "Activities" && at.size() == 1) {
    json::array all;
    for (const auto& one : tenant_.activities) all.push_back(bridge_activity(tenant_, one, who.created));
    return list_of(std::move(all));
  }
  if (at[0] == "TaskQueues" && at.size() == 1)
    return list_of(json::array{bridge_queue(tenant_, who.created)});
  if (at[0] == "Workers" && at.size() == 1) {
    json::array all;
    for (const auto& one : people_.staff())
      if (one.has_role("agent")) all.push_back(bridge_worker(tenant_, one));
    return list_of(std::move(all));
  }
  if (at[0] == "Workers") return of_worker(method, at, parameters);
  if (at[0] == "Tasks" && at.size() == 2) return task_itself(at[1], parameters);
  return std::nullopt;
}

std::optional<bridge_api::reply> bridge_api::of_worker(std::string_view method, const path& at,
                                                       const json::object& parameters) {
  auto* one = people_.find_worker(at[1]);
  if (!one) return base::fail(errc::unknown_agent);
  if (at.size() == 2) return worker(*one, method == "POST" ? parameters : json::object{});
  if (at[2] == "WorkerChannels" && at.size() == 3) return channels(*one);
  if (at[2] == "Reservations" && at.size() == 3) return reservations(*one);
  if (at[2] == "Reservations" && at.size() == 4) return reservation_itself(at[3], parameters);
  return std::nullopt;
}

bridge_api::reply bridge_api::worker(agent& one, const json::object& parameters) {
  if (const auto activity = text_member(parameters, "ActivitySid"))
    if (const auto done = board_.set_activity(one, *activity); !done) return std::unexpected{done.error()};
  return bridge_worker(tenant_, one);
}

bridge_api::reply bridge_api::reservations(const agent& one) const {
  json::array active;
  for (const auto* held : board_.active_of(one))
    active.push_back(bridge_reservation(tenant_, *held, clock_.now()));
  return list_of(std::move(active));
}

bridge_api::reply bridge_api::channels(const agent& one) const {
  const auto held = board_.active_of(one);
  json::array all;
  for (const std::string_view channel : {"chat", "voice"}) {
    const auto tasks =
        std::ranges::count_if(held, [&](const auto* each) { return each->task.channel == channel; });
    all.push_back(bridge_channel(tenant_, one, channel, static_cast<int>(tasks)));
  }
  return list_of(std::move(all));
}

bridge_api::reply bridge_api::reservation_itself(std::string_view sid, const json::object& parameters) {
  auto* one = board_.find(sid);
  if (!one) return base::fail(errc::unknown_reservation);
  if (parameters.contains("ReservationStatus")) {
    const auto status = wanted_status(parameters, "ReservationStatus");
    if (!status) return base::fail(errc::wrong_status);
    if (const auto done = desk_.advance(*one, *status); !done) return std::unexpected{done.error()};
  }
  return bridge_reservation(tenant_, *one, clock_.now());
}

bridge_api::reply bridge_api::task_itself(std::string_view sid, const json::object& parameters) {
  auto* one = board_.find_task(sid);
  if (!one) return base::fail(errc::unknown_task);
  if (const auto* given = parameters.if_contains("Attributes")) {
    auto attributes = attributes_of(*given);
    if (!attributes) return base::fail(errc::malformed_attributes);
    board_.set_attributes(one->task, std::move(*attributes));
  }
  if (parameters.contains("AssignmentStatus")) {
    const auto status = wanted_status(parameters, "AssignmentStatus");
    if (!status) return base::fail(errc::wrong_status);
    if (const auto done = desk_.advance(*one, *status); !done) return std::unexpected{done.error()};
  }
  return bridge_task(tenant_, one->task, clock_.now());
}

}  // namespace flex_video::sandbox
