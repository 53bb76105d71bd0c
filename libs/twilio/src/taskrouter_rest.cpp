#include "flex_video/twilio/taskrouter_rest.hpp"

#include "rest_json.hpp"
#include "rest_writing.hpp"

#include <algorithm>

namespace flex_video::twilio::taskrouter {
namespace {

constexpr std::size_t longest_name = 200;
constexpr std::size_t longest_channel_type = 64;

std::string workspace_path(const workspace_sid& workspace) { return "/v1/Workspaces/" + workspace.str(); }

bool continues_a_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// For people: no control characters, and cut where a character ends.
std::string readable(std::string_view text, std::size_t most) {
  if (text.size() > most) {
    while (most > 0 && continues_a_character(text[most])) --most;
    text = text.substr(0, most);
  }
  std::string out{text};
  std::erase_if(out, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
  return out;
}

base::result<reservation_answer> read_reservation(const json_object& in) {
  const auto sid = sid_in<"WR">(in, "sid");
  const auto task = sid_in<"WT">(in, "task_sid");
  const auto worker = sid_in<"WK">(in, "worker_sid");
  const auto status = in.string("reservation_status");
  const auto created = time_in(in, "date_created");
  if (!sid) return malformed("sid");
  if (!task) return malformed("task_sid");
  if (!worker) return malformed("worker_sid");
  if (!status) return malformed("reservation_status");
  if (!created) return malformed("date_created");
  return reservation_answer{
      .sid = *sid, .task = *task, .worker = *worker, .status = *status, .created = *created};
}

base::result<task_answer> read_task(const json_object& in) {
  const auto sid = sid_in<"WT">(in, "sid");
  const auto status = in.string("assignment_status");
  const auto attributes = in.string("attributes");
  if (!sid) return malformed("sid");
  if (!status) return malformed("assignment_status");
  if (!attributes) return malformed("attributes");
  return task_answer{
      .sid = *sid, .assignment_status = *status, .attributes = parse_task_attributes(*attributes)};
}

/// The names between commas; blanks around them don't count.
std::vector<std::string> read_names(std::string_view list) {
  std::vector<std::string> names;
  while (!list.empty()) {
    const auto comma = std::min(list.find(','), list.size());
    std::string name{list.substr(0, comma)};
    std::erase(name, ' ');
    if (!name.empty()) names.push_back(std::move(name));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
  return names;
}

}  // namespace

rest_request fetch_workspace(const workspace_sid& workspace) { return get(workspace_path(workspace)); }

rest_request list_reservations(const workspace_sid& workspace, const task_sid& task, const worker_sid& worker,
                               std::string_view page) {
  return get_page(workspace_path(workspace) + "/Tasks/" + task.str() + "/Reservations", page,
                  "WorkerSid=" + worker.str());
}

rest_request fetch_task(const workspace_sid& workspace, const task_sid& task) {
  return get(workspace_path(workspace) + "/Tasks/" + task.str());
}

rest_request list_open_tasks(const workspace_sid& workspace, const conversation_sid& conversation,
                             std::string_view page) {
  const auto filter = write_form(form{
      {"EvaluateTaskAttributes", "conversationSid == \"" + conversation.str() + '"'},
      {"AssignmentStatus", "pending"},
      {"AssignmentStatus", "reserved"},
      {"AssignmentStatus", "assigned"},
  });
  return get_page(workspace_path(workspace) + "/Tasks", page, filter);
}

rest_request fetch_worker(const workspace_sid& workspace, const worker_sid& worker) {
  return get(workspace_path(workspace) + "/Workers/" + worker.str());
}

base::result<workspace_answer> parse_workspace(std::string_view json) {
  const auto in = json_object::parse(json);
  const auto sid = in ? sid_in<"WS">(*in, "sid") : std::nullopt;
  if (!sid) return malformed("sid");
  return workspace_answer{.sid = *sid,
                          .event_callback_url = in->string("event_callback_url").value_or(""),
                          .events = read_names(in->string("events_filter").value_or(""))};
}

base::result<rest_page<reservation_answer>> parse_reservations(std::string_view json) {
  return read_page<reservation_answer>(json, "reservations", read_reservation);
}

base::result<task_answer> parse_task(std::string_view json) {
  const auto in = json_object::parse(json);
  if (!in) return malformed("task");
  return read_task(*in);
}

base::result<rest_page<task_answer>> parse_tasks(std::string_view json) {
  return read_page<task_answer>(json, "tasks", read_task);
}

base::result<worker_answer> parse_worker(std::string_view json) {
  const auto in = json_object::parse(json);
  const auto sid = in ? sid_in<"WK">(*in, "sid") : std::nullopt;
  if (!sid) return malformed("sid");
  const auto text = in->string("attributes").value_or("");
  const auto attributes = json_object::parse(text);
  auto name = readable(attributes ? attributes->string("full_name").value_or("") : "", longest_name);
  if (name.empty()) name = readable(in->string("friendly_name").value_or(""), longest_name);
  return worker_answer{.sid = *sid, .name = std::move(name)};
}

task_attributes parse_task_attributes(std::string_view json) {
  const auto in = json_object::parse(json);
  if (!in) return {};
  return {.conversation = sid_in<"CH">(*in, "conversationSid"),
          .channel_type = readable(in->string("channelType").value_or(""), longest_channel_type),
          .customer_name = readable(in->string("customerName").value_or(""), longest_name)};
}

}  // namespace flex_video::twilio::taskrouter
