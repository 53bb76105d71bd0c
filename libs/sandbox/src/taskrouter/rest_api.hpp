#pragma once

#include "desk/contact_desk.hpp"
#include "people/directory.hpp"
#include "taskrouter/event_callback.hpp"
#include "taskrouter/task_board.hpp"
#include "tenant.hpp"
#include "web_message.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// TaskRouter's REST for servers, taskrouter.twilio.com/v1: the workspace, tasks, a task's reservations, a
/// worker, a worker's reservations. The caller has been let in already.
class taskrouter_rest_api {
 public:
  /// All must outlive the API.
  taskrouter_rest_api(const tenant& tenant, directory& people, task_board& board, contact_desk& desk,
                      const base::clock& clock);

  /// Nothing if there is no such resource. A task's ETag is its version; an If-Match that names another is
  /// refused: 412.
  std::optional<web_reply> answer(const web_request& request);

 private:
  web_reply workspace_itself(const web_request& request);
  web_reply task_itself(const web_request& request, reservation& held);
  web_reply describe(const reservation& held) const;
  web_reply tasks(std::string_view query) const;
  web_reply list(const std::vector<const reservation*>& found) const;
  web_reply of_worker(const agent& one, std::string_view status) const;

  const tenant& tenant_;
  directory& people_;
  task_board& board_;
  contact_desk& desk_;
  const base::clock& clock_;
  event_callback callback_;
};

}  // namespace flex_video::sandbox
