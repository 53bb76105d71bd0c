#pragma once

#include "doctor/verdict.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::app::doctor {

struct twilio_answer {
  unsigned status = 0;
  int error = 0;  ///< of https://www.twilio.com/docs/api/errors; 0 if the body names none
  std::optional<base::time_point> date;  ///< when Twilio says it was sent
  std::string body;
};

/// An answer of whatever status, or why there was none (net::client_errc).
using twilio_reply = base::result<twilio_answer>;

/// Whether the account SID and its auth token are taken, by an answer to a request that they came with. That
/// what was asked for is not there (404) is no fault of theirs.
verdict judge_account(const twilio_reply& reply);

/// Whether the API key and its secret are, at Twilio's API in US1: a key exists in the region where it was
/// made and nowhere else (https://www.twilio.com/docs/global-infrastructure/manage-regional-api-credentials),
/// and Video takes no token of a key from another
/// (https://www.twilio.com/docs/video/tutorials/user-identity-access-tokens).
verdict judge_api_key(const twilio_reply& reply);

/// Whether the key is the account's own, by what the account and the key see of the account's workspace: a
/// key of another account finds none.
verdict judge_key_account(const twilio_reply& by_account, const twilio_reply& by_key);

/// Whether the workspace exists and posts the ends of tasks to us.
verdict judge_workspace(const twilio_reply& reply, std::string_view base_url);

/// Whether our clock is Twilio's: tokens and links carry times.
verdict judge_clock(const std::optional<base::time_point>& theirs, base::time_point ours);

/// The time of a Date header: "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7); nothing for any other
/// text.
std::optional<base::time_point> parse_http_date(std::string_view text);

}  // namespace flex_video::app::doctor
