#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/twilio/rest.hpp"
#include "flex_video/twilio/sids.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// TaskRouter's REST API, https://taskrouter.twilio.com (https://www.twilio.com/docs/taskrouter/api). Answers
/// are refused with rest_errc::malformed.
namespace flex_video::twilio::taskrouter {

struct reservation_answer {
  reservation_sid sid;
  task_sid task;
  worker_sid worker;
  std::string status;  ///< pending, accepted, rejected, timeout, canceled, rescinded, wrapping, completed
  base::time_point created;
};

/// What Flex keeps in a task's attributes. They are free text that flows and plugins write, so what is not of
/// the expected type is left out, and no attributes make an answer malformed.
struct task_attributes {
  std::optional<conversation_sid> conversation;
  std::string channel_type;   ///< "web", "whatsapp", "sms", …; at most 64 bytes
  std::string customer_name;  ///< at most 200 bytes, without control characters
};

struct task_answer {
  task_sid sid;
  std::string assignment_status;  ///< pending, reserved, assigned, wrapping, completed, canceled
  task_attributes attributes;
};

struct worker_answer {
  worker_sid sid;
  std::string name;  ///< the attributes' full_name, else the friendly name; at most 200 bytes
};

/// https://www.twilio.com/docs/taskrouter/api/workspace
struct workspace_answer {
  workspace_sid sid;
  std::string event_callback_url;   ///< empty if events are posted nowhere
  std::vector<std::string> events;  ///< those that are posted, by EventsFilter; empty if it does not say
};

rest_request fetch_workspace(const workspace_sid& workspace);
/// `page` is rest_page::next of the page before, empty for the first.
rest_request list_reservations(const workspace_sid& workspace, const task_sid& task, const worker_sid& worker,
                               std::string_view page = {});
rest_request fetch_task(const workspace_sid& workspace, const task_sid& task);
/// The tasks that are pending, reserved or assigned for a conversation.
rest_request list_open_tasks(const workspace_sid& workspace, const conversation_sid& conversation,
                             std::string_view page = {});
rest_request fetch_worker(const workspace_sid& workspace, const worker_sid& worker);

base::result<workspace_answer> parse_workspace(std::string_view json);
base::result<rest_page<reservation_answer>> parse_reservations(std::string_view json);
base::result<task_answer> parse_task(std::string_view json);
base::result<rest_page<task_answer>> parse_tasks(std::string_view json);
base::result<worker_answer> parse_worker(std::string_view json);

/// Reads the JSON text that a task's `attributes` are.
task_attributes parse_task_attributes(std::string_view json);

}  // namespace flex_video::twilio::taskrouter
