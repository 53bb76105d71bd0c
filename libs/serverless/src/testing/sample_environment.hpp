#pragma once

#include "flex_video/twilio/form.hpp"

#include <algorithm>
#include <string>

namespace flex_video::serverless {

/// The variables that there must be, as `changes` change or add to them.
inline twilio::form sample_environment(const twilio::form& changes = {}) {
  twilio::form all{{"ACCOUNT_SID", "AC" + std::string(32, '1')},
                   {"API_KEY", "SK" + std::string(32, '2')},
                   {"API_SECRET", "the secret of the api key"},
                   {"WORKSPACE_SID", "WS" + std::string(32, '3')},
                   {"DOMAIN_NAME", "video-1234.twil.io"}};
  for (const auto& [name, value] : changes) {
    const auto known = std::ranges::find(all, name, &twilio::form_parameter::name);
    if (known == all.end()) {
      all.push_back({name, value});
    } else {
      known->value = value;
    }
  }
  return all;
}

}  // namespace flex_video::serverless
