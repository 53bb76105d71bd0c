#include "tenant.hpp"

#include "new_sid.hpp"

#include <algorithm>

namespace flex_video::sandbox {

const activity* tenant::find_activity(std::string_view sid) const {
  const auto found = std::ranges::find(activities, sid, &activity::sid);
  return found == activities.end() ? nullptr : &*found;
}

tenant make_tenant(const sandbox_options& options) {
  auto& random = options.random;
  return {.account = options.account ? *options.account : twilio::account_sid::generate(random),
          .workspace = options.workspace ? *options.workspace : twilio::workspace_sid::generate(random),
          .chat_service = new_sid<"IS">(random),
          .flex_instance = new_sid<"GO">(random),
          .flex_service = new_sid<"IS">(random),
          .queue = new_sid<"WQ">(random),
          .workflow = new_sid<"WW">(random),
          .chat_channel = new_sid<"TC">(random),
          .voice_channel = new_sid<"TC">(random),
          .activities = {{new_sid<"WA">(random), "Offline", false},
                         {new_sid<"WA">(random), "Available", true},
                         {new_sid<"WA">(random), "Break", false}}};
}

}  // namespace flex_video::sandbox
