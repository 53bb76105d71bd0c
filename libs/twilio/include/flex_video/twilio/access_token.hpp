#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/twilio/hmac.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::twilio {

/// Why a token is refused; each value is the code that Twilio's Video SDK knows for it.
enum class token_errc {
  malformed = 20101,        ///< not a token of Twilio's shape, or signed with another algorithm
  wrong_issuer = 20103,     ///< made with an unknown API key, or for another account
  expired = 20104,          ///< `exp` has passed, is missing, or is more than 24 h after `iat`
  not_yet_valid = 20105,    ///< `nbf` lies ahead
  no_video_grant = 20106,   ///< no grants.identity or no grants.video
  wrong_signature = 20107,  ///< the API key's secret did not sign this
};
std::error_code make_error_code(token_errc code);

/// What a Video access token says (https://www.twilio.com/docs/iam/access-tokens).
struct access_token {
  std::string identity;
  std::optional<std::string> room;  ///< unique name or SID; nothing means any room
  base::time_point issued_at;
  base::time_point expires_at;
  std::optional<base::time_point> not_before;
  /// False for one who only watches. Our own claim, which our own rooms enforce: Twilio has no such grant, so
  /// its cloud must not be sent one.
  bool may_publish = true;
};

/// The account and API key that tokens are made with and checked against.
struct credentials {
  account_sid account;
  api_key_sid api_key;
  base::secret api_secret;
};

/// Mints tokens byte for byte as npm `twilio` does. Any thread.
class access_token_issuer {
 public:
  /// Twilio refuses tokens that live longer (error 20104).
  static constexpr std::chrono::hours longest_life{24};

  explicit access_token_issuer(const credentials& credentials);

  /// The signed token. `identity` and `room` are UTF-8 of any content. `issued_at` and `expires_at` are cut
  /// to seconds.
  std::string issue(const access_token& token);

 private:
  std::string head_;  ///< what every payload begins and ends with
  std::string tail_;
  hmac_sha256 mac_;
};

/// Checks tokens. Any thread.
class access_token_verifier {
 public:
  explicit access_token_verifier(const credentials& credentials);

  /// What the token says, or a token_errc. The signature is compared in constant time and before anything
  /// else in the payload but `iss` and `sub` is believed. Tokens over 8 KiB are malformed.
  base::result<access_token> verify(std::string_view token, base::time_point now);

 private:
  std::string issuer_;
  std::string subject_;
  hmac_sha256 mac_;
};

}  // namespace flex_video::twilio

template <>
struct std::is_error_code_enum<flex_video::twilio::token_errc> : std::true_type {};
