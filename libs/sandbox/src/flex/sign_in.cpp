#include "flex/sign_in.hpp"

#include "iso_time.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/array.hpp>

namespace flex_video::sandbox {

sign_in::sign_in(const tenant& tenant, const directory& people, const base::clock& clock,
                 base::random_source& random)
    : tenant_(tenant), people_(people), clock_(clock), tokens_(random) {}

base::result<std::string> sign_in::issue(std::string_view identity, std::chrono::seconds life) {
  if (!people_.find(identity)) return base::fail(errc::unknown_agent);
  return tokens_.issue(identity, clock_.now() + life);
}

base::result<flex_user> sign_in::user_of(std::string_view token) {
  const auto claims = tokens_.verify(token, clock_.now());
  if (!claims) return std::unexpected{claims.error()};
  const auto* known = people_.find(claims->identity);
  if (!known) return base::fail(errc::token_invalid);
  return flex_user{.worker = known->worker,
                   .identity = known->identity,
                   .display_name = known->name,
                   .flex_user_sid = known->flex_user_sid,
                   .roles = known->roles,
                   .expires_at = claims->expires_at};
}

base::result<boost::json::object> sign_in::session(std::string_view identity) {
  const auto token = issue(identity, usual_life);
  if (!token) return std::unexpected{token.error()};
  const auto& known = *people_.find(identity);
  return boost::json::object{{"token", *token},
                             {"identity", known.identity},
                             {"roles", boost::json::array(known.roles.begin(), known.roles.end())},
                             {"expiration", iso_time(clock_.now() + usual_life)},
                             {"flexUserSid", known.flex_user_sid},
                             {"accountSid", tenant_.account.text()}};
}

}  // namespace flex_video::sandbox
