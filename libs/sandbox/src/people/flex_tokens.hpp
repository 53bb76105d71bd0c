#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/twilio/hmac.hpp"

#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// What a genuine Flex token says.
struct token_claims {
  std::string identity;
  base::time_point expires_at;
};

/// Makes and checks the tokens that the sandbox's Flex logs in with. Twilio's are encrypted (JWE) and mean
/// something to Twilio alone; these are "sandbox.<identity>.<expiry, Unix seconds>.<HMAC-SHA256, Base64url>"
/// under a key that lives and dies with the process.
class flex_tokens {
 public:
  explicit flex_tokens(base::random_source& random);

  /// `identity` must not contain a dot. `expires_at` is cut to seconds and may be past.
  std::string issue(std::string_view identity, base::time_point expires_at);
  /// errc::token_invalid for anything this object did not issue, errc::token_expired for what it did too long
  /// ago.
  base::result<token_claims> verify(std::string_view token, base::time_point now);

 private:
  std::string signature_of(std::string_view signed_part);
  twilio::hmac_sha256 mac_;
};

}  // namespace flex_video::sandbox
