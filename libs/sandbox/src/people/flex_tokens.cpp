#include "people/flex_tokens.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/sandbox/errc.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <span>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view prefix = "sandbox.";

base::secret new_key(base::random_source& random) {
  std::array<std::byte, 32> bytes;
  random.fill(bytes);
  return base::secret{{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

}  // namespace

flex_tokens::flex_tokens(base::random_source& random) : mac_(new_key(random)) {}

std::string flex_tokens::signature_of(std::string_view signed_part) {
  const auto digest = mac_(signed_part);
  return base::to_base64url(std::span<const std::byte>{digest});
}

std::string flex_tokens::issue(std::string_view identity, base::time_point expires_at) {
  auto token = std::string{prefix}.append(identity) + '.' + std::to_string(base::unix_seconds(expires_at));
  return token + '.' + signature_of(token);
}

base::result<token_claims> flex_tokens::verify(std::string_view token, base::time_point now) {
  const auto last_dot = token.rfind('.');
  if (!token.starts_with(prefix) || last_dot < prefix.size()) return base::fail(errc::token_invalid);
  const auto signed_part = token.substr(0, last_dot);
  if (!base::equal_in_constant_time(signature_of(signed_part), token.substr(last_dot + 1)))
    return base::fail(errc::token_invalid);
  // from here on the text is our own, so its shape needs no doubt
  const auto expiry_dot = signed_part.rfind('.');
  const auto digits = signed_part.substr(expiry_dot + 1);
  long long expiry = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), expiry);
  const base::time_point expires_at{std::chrono::seconds{expiry}};
  if (expires_at <= now) return base::fail(errc::token_expired);
  return token_claims{std::string{signed_part.substr(prefix.size(), expiry_dot - prefix.size())}, expires_at};
}

}  // namespace flex_video::sandbox
