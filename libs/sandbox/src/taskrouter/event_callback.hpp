#pragma once

#include <string>

namespace flex_video::sandbox {

/// Where the owner of a workspace wants its events posted to, and which. It is kept and told, as a set-up is
/// checked by; nothing is posted there (options::on_task_end is how the demo hears of events).
struct event_callback {
  std::string url;
  std::string events;  ///< with commas between them
};

}  // namespace flex_video::sandbox
