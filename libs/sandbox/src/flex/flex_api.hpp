#pragma once

#include "flex/sign_in.hpp"
#include "tenant.hpp"
#include "web_message.hpp"

#include "flex_video/sandbox/options.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// flex-api.twilio.com, flex.twilio.com and iam.twilio.com, as far as the Flex UI and token checkers ask.
class flex_api {
 public:
  /// All must outlive the API; `options` may change its base URL.
  flex_api(const tenant& tenant, const sandbox_options& options, sign_in& logins);

  /// Nothing if there is no such resource.
  std::optional<web_reply> answer(const web_request& request);
  /// Whether the request's HTTP Basic credentials are those of a REST caller.
  bool lets_in(const web_request& request) const;

 private:
  using path = std::vector<std::string_view>;
  std::optional<web_reply> of_flex_api(const web_request& request, const path& at);
  std::optional<web_reply> of_flex(const web_request& request, const path& at);
  std::optional<web_reply> of_iam(const web_request& request, const path& at);
  /// Flex adds an agent to the conversation of a task without an Interaction; here accepting the task did
  /// that.
  web_reply join_channel(const web_request& request);
  web_reply token_info(std::string_view token);
  web_reply validate(const web_request& request);
  web_reply refresh(const web_request& request);

  const tenant& tenant_;
  const sandbox_options& options_;
  sign_in& logins_;
};

}  // namespace flex_video::sandbox
