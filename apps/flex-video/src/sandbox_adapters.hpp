#pragma once

#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/sandbox/sandbox.hpp"

namespace flex_video::app {

/// Twilio's IAM, answered by the sandbox. Never unavailable; does not block.
class sandbox_identity final : public core::flex_identity {
 public:
  explicit sandbox_identity(const sandbox::sandbox& twilio) : twilio_(twilio) {}
  base::result<core::flex_user> validate(std::string_view token) override;

 private:
  const sandbox::sandbox& twilio_;
};

/// TaskRouter, answered by the sandbox. Never unavailable; does not block.
class sandbox_tasks final : public core::task_directory {
 public:
  explicit sandbox_tasks(const sandbox::sandbox& twilio) : twilio_(twilio) {}
  base::result<core::reservation> find_reservation(const core::task_sid& task,
                                                   const core::worker_sid& worker) override;
  base::result<bool> has_other_task(const core::conversation_sid& conversation,
                                    const core::task_sid& task) override;

 private:
  const sandbox::sandbox& twilio_;
};

}  // namespace flex_video::app
