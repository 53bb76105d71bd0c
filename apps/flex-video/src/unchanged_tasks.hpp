#pragma once

#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/sandbox/sandbox.hpp"

#include <optional>

namespace flex_video::app {

/// TaskRouter's last answer once more, as long as no task of the sandbox has changed: the demo answers
/// /get-tokens thousands of times a second (`script/bench`), and by REST most of that would be JSON. Loop
/// thread only.
class unchanged_tasks final : public core::task_directory {
 public:
  /// Both must outlive this; `tasks` is TaskRouter as `twilio` answers for it.
  unchanged_tasks(core::task_directory& tasks, const sandbox::sandbox& twilio)
      : tasks_(tasks), twilio_(twilio) {}

  base::result<core::reservation> find_reservation(const core::task_sid& task,
                                                   const core::worker_sid& worker) override;
  base::result<bool> has_other_task(const core::conversation_sid& conversation,
                                    const core::task_sid& task) override;

 private:
  core::task_directory& tasks_;
  const sandbox::sandbox& twilio_;
  std::optional<core::reservation> last_;
  unsigned long long changes_ = 0;  ///< when it was told
};

}  // namespace flex_video::app
