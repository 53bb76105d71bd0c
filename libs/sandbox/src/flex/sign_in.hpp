#pragma once

#include "people/directory.hpp"
#include "people/flex_tokens.hpp"
#include "people/flex_user.hpp"
#include "tenant.hpp"

#include "flex_video/base/result.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// Logins to Flex: issues tokens to the staff and says whose a token is.
class sign_in {
 public:
  /// How long a login lasts unless asked otherwise; Flex refreshes it before that.
  static constexpr std::chrono::hours usual_life{8};

  /// All must outlive the object.
  sign_in(const tenant& tenant, const directory& people, const base::clock& clock,
          base::random_source& random);

  /// A token for someone of the staff; errc::unknown_agent. A negative life makes an expired one.
  base::result<std::string> issue(std::string_view identity, std::chrono::seconds life);
  /// errc::token_invalid or errc::token_expired.
  base::result<flex_user> user_of(std::string_view token);
  /// What Flex keeps in localStorage as TWILIO_FLEX_SSO, with a new token; errc::unknown_agent.
  base::result<boost::json::object> session(std::string_view identity);

 private:
  const tenant& tenant_;
  const directory& people_;
  const base::clock& clock_;
  flex_tokens tokens_;
};

}  // namespace flex_video::sandbox
