#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/twilio/form.hpp"

#include <string>
#include <string_view>

namespace flex_video::twilio {

/// Signs requests as Twilio signs its webhooks
/// (https://www.twilio.com/docs/usage/security#validating-requests). Any thread.
class request_signer {
 public:
  /// `auth_token` is the account's primary auth token; Twilio signs with no API key.
  explicit request_signer(base::secret auth_token) : auth_token_(std::move(auth_token)) {}

  /// The value of X-Twilio-Signature for a form posted to `url`: the parameters in any order, a repeated
  /// value counts once. For a JSON body no parameters, and a `url` that with_body_hash() made.
  std::string sign(std::string_view url, const form& parameters = {}) const;

 private:
  base::secret auth_token_;
};

/// `url` with bodySHA256 in its query, which is how the signature covers a body that is not a form.
std::string with_body_hash(std::string url, std::string_view body);

/// Checks X-Twilio-Signature. Any thread. `url` is the address that Twilio was given, with its query,
/// character by character: what stands before our proxy, not what the proxy made of it. Twilio's own
/// libraries accept a signature over the URL with the default port or without any, and so does this.
/// Signatures are compared in constant time.
class request_validator {
 public:
  explicit request_validator(base::secret auth_token) : signer_(std::move(auth_token)) {}

  /// Refuses with signature_errc::missing or wrong.
  base::result<void> check_form(std::string_view url, std::string_view signature,
                                const form& parameters) const;
  /// The same for a body that is not a form; signature_errc::wrong_body if the query's bodySHA256 is missing
  /// or another body's.
  base::result<void> check_body(std::string_view url, std::string_view signature,
                                std::string_view body) const;

 private:
  request_signer signer_;
};

enum class signature_errc {
  missing = 1,  ///< no X-Twilio-Signature
  wrong,        ///< not by this auth token, or of another request
  wrong_body,   ///< the URL is signed, the body is another one
};
std::error_code make_error_code(signature_errc code);

}  // namespace flex_video::twilio

template <>
struct std::is_error_code_enum<flex_video::twilio::signature_errc> : std::true_type {};
