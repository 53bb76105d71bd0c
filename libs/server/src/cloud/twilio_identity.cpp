#include "cloud/twilio_identity.hpp"

#include "flex_video/twilio/iam_rest.hpp"

namespace flex_video::server::cloud {
namespace {

using core::identity_errc;
namespace iam = twilio::iam;

std::unexpected<base::error> unavailable(std::string detail) {
  return base::fail(identity_errc::unavailable, std::move(detail));
}

/// An answer without a verdict: IAM may find the request itself too bad to judge, which is the token's fault,
/// or have nothing to do with us, which is not.
std::unexpected<base::error> without_verdict(const rest_answer& answer) {
  if (answer.status == 400 || answer.status == 422)
    return base::fail(identity_errc::invalid, answer.described());
  return unavailable(answer.described());
}

}  // namespace

base::result<core::flex_user> twilio_identity::validate(std::string_view token) {
  if (token.empty() || token.size() > longest_token) return base::fail(identity_errc::invalid);
  const auto answer = iam_.call(iam::validate_token(options_.account, token), iam_.deadline());
  if (!answer) return unavailable(answer.error().detail);
  auto verdict = iam::parse_token_answer(answer->body);
  if (!verdict) return without_verdict(*answer);
  if (!verdict->valid) {
    const bool expired = iam::says_expired(verdict->message);
    return base::fail(expired ? identity_errc::expired : identity_errc::invalid);
  }
  if (!answer->good()) return unavailable(answer->described());
  if (!verdict->worker || verdict->identity.empty()) return base::fail(identity_errc::invalid, "no worker");
  if (!verdict->expiration) return unavailable("malformed: expiration");
  if (*verdict->expiration <= clock_.now()) return base::fail(identity_errc::expired);

  auto name = names_.find(*verdict->worker).value_or(verdict->identity);
  return core::flex_user{.worker = *verdict->worker,
                         .identity = std::move(verdict->identity),
                         .display_name = std::move(name),
                         .roles = std::move(verdict->roles),
                         .expires_at = *verdict->expiration};
}

}  // namespace flex_video::server::cloud
