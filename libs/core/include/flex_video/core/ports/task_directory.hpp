#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"

#include <optional>
#include <string>

namespace flex_video::core {

enum class reservation_status { pending, accepted, wrapping, completed, other };

/// A worker's hold on a task, with what the task's attributes say of the customer.
struct reservation {
  reservation_sid sid;
  task_sid task;
  worker_sid worker;
  reservation_status status;
  std::optional<conversation_sid>
      conversation;           ///< nothing on a task without a conversation, e.g. a voice call
  std::string channel_type;   ///< "web", "whatsapp", "sms", …
  std::string customer_name;  ///< may be empty
};

/// TaskRouter, as far as the escalation asks it. Calls may block; any thread unless the implementation says
/// otherwise.
class task_directory {
 public:
  virtual ~task_directory() = default;
  /// The newest reservation of `worker` on `task`, or task_errc.
  virtual base::result<reservation> find_reservation(const task_sid& task, const worker_sid& worker) = 0;
  /// Whether another task than `task` is pending, reserved or assigned for the conversation, as it is while
  /// it is being transferred; task_errc::unavailable.
  virtual base::result<bool> has_other_task(const conversation_sid& conversation, const task_sid& task) = 0;
};

enum class task_errc {
  not_reserved = 1,  ///< the worker holds no reservation on that task, or there is no such task
  unavailable,       ///< TaskRouter gave no answer
};
std::error_code make_error_code(task_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::task_errc> : std::true_type {};
