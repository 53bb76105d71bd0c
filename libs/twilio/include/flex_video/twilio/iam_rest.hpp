#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/twilio/rest.hpp"
#include "flex_video/twilio/sids.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The token validation of Twilio's IAM, https://iam.twilio.com, as npm `twilio-flex-token-validator` calls
/// it.
namespace flex_video::twilio::iam {

/// Asks whom a Flex token speaks for.
rest_request validate_token(const account_sid& account, std::string_view token);

/// What IAM says of a token. Nothing but `valid` admits; the rest is read only if it is true.
struct token_answer {
  bool valid = false;
  std::string message;  ///< why not
  std::optional<base::time_point> expiration;
  std::string identity;
  std::vector<std::string> roles;
  std::optional<worker_sid> worker;  ///< nothing for a user who is no worker
  std::string realm_user_id;
};

/// Refuses with rest_errc::malformed what has no boolean `valid`, and a valid token with a field of another
/// type.
base::result<token_answer> parse_token_answer(std::string_view json);

/// Whether `message` says that the token was good once.
bool says_expired(std::string_view message);

}  // namespace flex_video::twilio::iam
