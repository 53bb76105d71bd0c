#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/server/twilio_cloud.hpp"
#include "flex_video/twilio/access_token.hpp"
#include "flex_video/twilio/form.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::serverless {

/// What the operator set, out of the context's variables.
struct settings {
  twilio::credentials credentials;  ///< ACCOUNT_SID, API_KEY, API_SECRET: the original design's
  server::twilio_cloud_options
      cloud;  ///< WORKSPACE_SID; for tests VIDEO_URL, IAM_URL, TASKROUTER_URL, ROOM_TYPE
  std::optional<base::secret> auth_token;    ///< AUTH_TOKEN, which Twilio signs its callbacks with
  base::secret link_key;                     ///< LINK_SECRET; else derived from API_SECRET
  std::string base_url;                      ///< BASE_URL; else DOMAIN_NAME, which Twilio sets
  std::vector<std::string> allowed_origins;  ///< ALLOWED_ORIGINS, by commas; empty for every origin
  core::policy policy;                       ///< MAX_PARTICIPANTS, LINK_HOURS, CALL_HOURS
};

/// Refuses with settings_errc, whose detail is the variable's name.
base::result<settings> read_settings(const twilio::form& environment);

enum class settings_errc {
  missing = 1,  ///< a variable that is needed is not set
  invalid,      ///< its value is none that can be used
};
std::error_code make_error_code(settings_errc code);

}  // namespace flex_video::serverless

template <>
struct std::is_error_code_enum<flex_video::serverless::settings_errc> : std::true_type {};
