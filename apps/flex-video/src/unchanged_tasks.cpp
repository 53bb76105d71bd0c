#include "unchanged_tasks.hpp"

namespace flex_video::app {

base::result<core::reservation> unchanged_tasks::find_reservation(const core::task_sid& task,
                                                                  const core::worker_sid& worker) {
  const auto changes = twilio_.task_changes();
  if (last_ && changes_ == changes && last_->task == task && last_->worker == worker) return *last_;
  auto found = tasks_.find_reservation(task, worker);
  if (found) {
    last_ = *found;
    changes_ = changes;
  }
  return found;
}

base::result<bool> unchanged_tasks::has_other_task(const core::conversation_sid& conversation,
                                                   const core::task_sid& task) {
  return tasks_.has_other_task(conversation, task);
}

}  // namespace flex_video::app
