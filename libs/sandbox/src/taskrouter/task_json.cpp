#include "taskrouter/task_json.hpp"

#include "iso_time.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace flex_video::sandbox {
namespace {

namespace json = boost::json;

constexpr std::string_view queue_name = "Everyone";
constexpr std::string_view workflow_name = "Assign to anyone";
constexpr int task_timeout_seconds = 86400;
constexpr int reservation_timeout_seconds = 120;

long long age_of(const task& one, base::time_point now) {
  return base::unix_seconds(now) - base::unix_seconds(one.created);
}

std::string_view channel_sid(const tenant& tenant, const task& one) {
  return one.channel == "voice" ? tenant.voice_channel : tenant.chat_channel;
}

std::string workspace_address(const tenant& tenant) {
  return "https://taskrouter.twilio.com/v1/Workspaces/" + tenant.workspace.str();
}

}  // namespace

json::object worker_attributes(const agent& one) {
  return {{"full_name", one.name},
          {"contact_uri", "client:" + one.identity},
          {"roles", json::array(one.roles.begin(), one.roles.end())},
          {"image_url", ""},
          {"email", one.identity + "@example.test"}};
}

json::object bridge_task(const tenant& tenant, const task& one, base::time_point now) {
  return {{"addons", "{}"},
          {"age", age_of(one, now)},
          {"attributes", json::serialize(one.attributes)},
          {"date_created", base::unix_seconds(one.created)},
          {"date_updated", base::unix_seconds(one.updated)},
          {"priority", 0},
          {"queue_name", queue_name},
          {"queue_sid", tenant.queue},
          {"reason", nullptr},
          {"routing_target", nullptr},
          {"sid", one.sid.text()},
          {"assignment_status", one.status},
          {"task_channel_unique_name", one.channel},
          {"task_channel_sid", channel_sid(tenant, one)},
          {"timeout", task_timeout_seconds},
          {"workflow_name", workflow_name},
          {"workflow_sid", tenant.workflow},
          {"version", std::to_string(one.version)},
          {"virtual_start_time", base::unix_seconds(one.created)}};
}

json::object bridge_reservation(const tenant& tenant, const reservation& one, base::time_point now) {
  return {{"account_sid", tenant.account.text()},
          {"date_created", base::unix_seconds(one.created)},
          {"date_updated", base::unix_seconds(one.updated)},
          {"reservation_status", to_text(one.status)},
          {"sid", one.sid.text()},
          {"task", bridge_task(tenant, one.task, now)},
          {"reservation_timeout", reservation_timeout_seconds},
          {"worker_sid", one.worker.text()},
          {"workspace_sid", tenant.workspace.text()},
          {"version", std::to_string(one.version)}};
}

json::object bridge_worker(const tenant& tenant, const agent& one) {
  const auto& doing = *tenant.find_activity(one.activity_sid);
  return {{"account_sid", tenant.account.text()},
          {"activity_name", doing.name},
          {"activity_sid", doing.sid},
          {"attributes", json::serialize(worker_attributes(one))},
          {"available", doing.available},
          {"date_created", base::unix_seconds(one.created)},
          {"date_status_changed", base::unix_seconds(one.activity_since)},
          {"date_updated", base::unix_seconds(one.activity_since)},
          {"friendly_name", one.identity},
          {"sid", one.worker.text()},
          {"workspace_sid", tenant.workspace.text()},
          {"version", "1"}};
}

json::object bridge_activity(const tenant& tenant, const activity& one, base::time_point since) {
  return {{"account_sid", tenant.account.text()},
          {"available", one.available},
          {"date_created", base::unix_seconds(since)},
          {"date_updated", base::unix_seconds(since)},
          {"friendly_name", one.name},
          {"sid", one.sid},
          {"workspace_sid", tenant.workspace.text()}};
}

json::object bridge_channel(const tenant& tenant, const agent& one, std::string_view channel, int tasks) {
  const auto& sid = channel == "voice" ? tenant.voice_channel : tenant.chat_channel;
  return {{"account_sid", tenant.account.text()},
          {"assigned_tasks", tasks},
          {"available", true},
          {"available_capacity_percentage", 100},
          {"configured_capacity", 3},
          {"date_created", base::unix_seconds(one.created)},
          {"date_updated", base::unix_seconds(one.created)},
          {"last_reserved_time", 0},
          {"sid", "WC" + sid.substr(2)},
          {"task_channel_sid", sid},
          {"task_channel_unique_name", channel},
          {"worker_sid", one.worker.text()},
          {"workspace_sid", tenant.workspace.text()}};
}

json::object bridge_queue(const tenant& tenant, base::time_point since) {
  return {{"account_sid", tenant.account.text()},
          {"assignment_activity_name", nullptr},
          {"reservation_activity_name", nullptr},
          {"assignment_activity_sid", nullptr},
          {"reservation_activity_sid", nullptr},
          {"target_workers", "1==1"},
          {"max_reserved_workers", 1},
          {"task_order", "FIFO"},
          {"date_created", base::unix_seconds(since)},
          {"date_updated", base::unix_seconds(since)},
          {"friendly_name", queue_name},
          {"queue_name", queue_name},
          {"queue_sid", tenant.queue},
          {"sid", tenant.queue},
          {"workspace_sid", tenant.workspace.text()}};
}

json::object rest_workspace(const tenant& tenant, const event_callback& callback) {
  const auto& activities = tenant.activities;
  return {{"account_sid", tenant.account.text()},
          {"default_activity_name", activities.front().name},
          {"default_activity_sid", activities.front().sid},
          {"event_callback_url", callback.url},
          {"events_filter", callback.events},
          {"friendly_name", "Flex Task Assignment"},
          {"multi_task_enabled", true},
          {"prioritize_queue_order", "FIFO"},
          {"sid", tenant.workspace.text()},
          {"url", workspace_address(tenant)}};
}

json::object rest_worker(const tenant& tenant, const agent& one) {
  const auto& doing = *tenant.find_activity(one.activity_sid);
  return {{"account_sid", tenant.account.text()},
          {"activity_name", doing.name},
          {"activity_sid", doing.sid},
          {"attributes", json::serialize(worker_attributes(one))},
          {"available", doing.available},
          {"date_created", iso_time(one.created)},
          {"date_status_changed", iso_time(one.activity_since)},
          {"date_updated", iso_time(one.activity_since)},
          {"friendly_name", one.identity},
          {"sid", one.worker.text()},
          {"workspace_sid", tenant.workspace.text()},
          {"url", workspace_address(tenant) + "/Workers/" + one.worker.str()}};
}

json::object rest_task(const tenant& tenant, const task& one, base::time_point now) {
  return {{"account_sid", tenant.account.text()},
          {"age", age_of(one, now)},
          {"assignment_status", one.status},
          {"attributes", json::serialize(one.attributes)},
          {"addons", "{}"},
          {"date_created", iso_time(one.created)},
          {"date_updated", iso_time(one.updated)},
          {"task_queue_entered_date", iso_time(one.created)},
          {"priority", 0},
          {"reason", nullptr},
          {"sid", one.sid.text()},
          {"task_queue_sid", tenant.queue},
          {"task_queue_friendly_name", queue_name},
          {"task_channel_sid", channel_sid(tenant, one)},
          {"task_channel_unique_name", one.channel},
          {"timeout", task_timeout_seconds},
          {"workflow_sid", tenant.workflow},
          {"workflow_friendly_name", workflow_name},
          {"workspace_sid", tenant.workspace.text()},
          {"virtual_start_time", iso_time(one.created)},
          {"ignore_capacity", false},
          {"routing_target", nullptr},
          {"url", workspace_address(tenant) + "/Tasks/" + one.sid.str()}};
}

json::object rest_reservation(const tenant& tenant, const reservation& one, std::string_view worker_name) {
  const auto task_address = workspace_address(tenant) + "/Tasks/" + one.task.sid.str();
  return {{"account_sid", tenant.account.text()},
          {"date_created", iso_time(one.created)},
          {"date_updated", iso_time(one.updated)},
          {"reservation_status", to_text(one.status)},
          {"sid", one.sid.text()},
          {"task_sid", one.task.sid.text()},
          {"worker_name", worker_name},
          {"worker_sid", one.worker.text()},
          {"workspace_sid", tenant.workspace.text()},
          {"url", task_address + "/Reservations/" + one.sid.str()},
          {"links",
           {{"task", task_address}, {"worker", workspace_address(tenant) + "/Workers/" + one.worker.str()}}}};
}

json::object insights_worker(const tenant& tenant, const agent& one) {
  const auto& doing = *tenant.find_activity(one.activity_sid);
  return {{"worker_sid", one.worker.text()},
          {"friendly_name", one.identity},
          {"attributes", worker_attributes(one)},
          {"activity_name", doing.name},
          {"worker_activity_sid", doing.sid},
          {"date_updated", iso_time(one.activity_since)},
          {"date_activity_changed", iso_time(one.activity_since)},
          {"workspace_sid", tenant.workspace.text()}};
}

json::object insights_reservation(const tenant& tenant, const reservation& one, base::time_point now) {
  return {{"reservation_sid", one.sid.text()},
          {"worker_sid", one.worker.text()},
          {"task_sid", one.task.sid.text()},
          {"attributes", one.task.attributes},
          {"status", to_text(one.status)},
          {"task_status", one.task.status},
          {"task_age", age_of(one.task, now)},
          {"task_priority", 0},
          {"queue_name", queue_name},
          {"queue_sid", tenant.queue},
          {"workflow_sid", tenant.workflow},
          {"workflow_name", workflow_name},
          {"task_channel_unique_name", one.task.channel},
          {"task_routing_target", nullptr},
          {"date_created", iso_time(one.created)},
          {"date_updated", iso_time(one.updated)}};
}

}  // namespace flex_video::sandbox
