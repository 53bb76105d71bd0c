#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <string>
#include <vector>

namespace flex_video::sandbox {

/// Who a Flex token of the sandbox speaks for; the same facts that Twilio's IAM answers.
struct flex_user {
  twilio::worker_sid worker;
  std::string identity;
  std::string display_name;
  std::string flex_user_sid;
  std::vector<std::string> roles;
  base::time_point expires_at;
};

}  // namespace flex_video::sandbox
