#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <string>
#include <vector>

namespace flex_video::sandbox {

/// Someone who works in Flex, supervisors included.
struct agent {
  std::string identity;
  std::string name;
  std::vector<std::string> roles;
  twilio::worker_sid worker;
  std::string flex_user_sid;
  std::string activity_sid;
  base::time_point activity_since;
  base::time_point created;

  bool has_role(std::string_view role) const {
    for (const auto& mine : roles)
      if (mine == role) return true;
    return false;
  }
};

}  // namespace flex_video::sandbox
