#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::core {

/// Who a valid Flex token speaks for.
struct flex_user {
  worker_sid worker;
  std::string identity;            ///< the Flex user's identity, as Twilio's IAM gives it
  std::string display_name;        ///< for people; the identity if nothing better is known
  std::vector<std::string> roles;  ///< e.g. "agent", "supervisor", "admin"
  base::time_point expires_at;
};

/// Whether the user may see every session: a supervisor or an administrator of Flex.
bool supervises(const flex_user& user);

/// Checks the agent's Flex token at Twilio's IAM (POST /v1/Accounts/{AC}/Tokens/validate). Calls may block;
/// any thread unless the implementation says otherwise.
class flex_identity {
 public:
  virtual ~flex_identity() = default;
  /// The user, or identity_errc. Fails closed: no answer from IAM is `unavailable`, never a user.
  virtual base::result<flex_user> validate(std::string_view token) = 0;
};

enum class identity_errc {
  invalid = 1,  ///< forged, revoked, or of another account
  expired,      ///< was valid
  unavailable,  ///< IAM gave no answer
};
std::error_code make_error_code(identity_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::identity_errc> : std::true_type {};
