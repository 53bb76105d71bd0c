// A token as the room server gets it: nothing is believed that our key has not signed, and no claim that
// Twilio's tokens can't make.
#include "flex_video/twilio/access_token.hpp"

#include "expectation.hpp"

#include "flex_video/base/encoding.hpp"

#include <string>

namespace {

using namespace flex_video;
using fuzz::require;

const base::time_point now{std::chrono::seconds{1'800'000'000}};
// base64url of {"alg":"HS256","typ":"JWT","cty":"twilio-fpa;v=1"}, then the dot
constexpr std::string_view header = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCIsImN0eSI6InR3aWxpby1mcGE7dj0xIn0.";

const twilio::credentials& key() {
  static const twilio::credentials made{*twilio::account_sid::parse("AC" + std::string(32, '1')),
                                        *twilio::api_key_sid::parse("SK" + std::string(32, '2')),
                                        base::secret{"the api secret"}};
  return made;
}

std::string signature_of(std::string_view text) {
  static twilio::hmac_sha256 mac{key().api_secret};
  return base::to_base64url(mac(text));
}

void expect_honest(std::string_view token) {
  static twilio::access_token_verifier verifier{key()};
  const auto verified = verifier.verify(token, now);
  if (!verified) {
    require(verified.error().code.message() != "unknown");
    return;
  }
  const auto dot = token.rfind('.');
  require(token.substr(dot + 1) == signature_of(token.substr(0, dot)));
  require(!verified->identity.empty() && verified->expires_at > now);
  require(!verified->room || !verified->room->empty());
  require(!verified->not_before || *verified->not_before <= now);
  if (verified->issued_at > base::time_point{})
    require(verified->expires_at - verified->issued_at <= twilio::access_token_issuer::longest_life);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::as_text(data, size);
  expect_honest(text);
  // The same bytes as a payload, signed.
  std::string token{header};
  token += base::to_base64url(text);
  const auto signature = signature_of(token);
  token += '.';
  token += signature;
  expect_honest(token);
  return 0;
}
