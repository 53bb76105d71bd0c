#pragma once

#include "cloud/rest_caller.hpp"

#include "flex_video/core/ports/task_directory.hpp"

namespace flex_video::server::cloud {

/// Reservations and tasks by TaskRouter.
class twilio_tasks final : public core::task_directory {
 public:
  /// Both must outlive this.
  twilio_tasks(rest_caller& api, const twilio_cloud_options& options) : api_(api), options_(options) {}

  base::result<core::reservation> find_reservation(const core::task_sid& task,
                                                   const core::worker_sid& worker) override;
  base::result<bool> has_other_task(const core::conversation_sid& conversation,
                                    const core::task_sid& task) override;

 private:
  rest_caller& api_;
  const twilio_cloud_options& options_;
};

}  // namespace flex_video::server::cloud
