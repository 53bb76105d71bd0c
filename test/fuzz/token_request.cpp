// The wish for a token, as `flex-video token` and the benchmarks read it: what is accepted can be issued, and
// the token says just that.
#include "flex_video/twilio/token_request.hpp"

#include "expectation.hpp"

#include <string>

namespace {

using namespace flex_video;
using fuzz::require;

const base::time_point now{std::chrono::seconds{1'800'000'000}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto request = twilio::parse_token_request(fuzz::as_text(data, size), now);
  if (!request) return 0;
  require(!request->identity.empty());
  const auto life = request->expires_at - request->issued_at;
  require(life > life.zero() && life <= twilio::access_token_issuer::longest_life);

  static const twilio::credentials key{*twilio::account_sid::parse("AC" + std::string(32, '1')),
                                       *twilio::api_key_sid::parse("SK" + std::string(32, '2')),
                                       base::secret{"the api secret"}};
  static twilio::access_token_issuer issuer{key};
  static twilio::access_token_verifier verifier{key};
  const auto token = issuer.issue(*request);
  if (token.size() > 8 * 1024) return 0;  // longer than any verifier takes
  const auto at = request->not_before.value_or(request->issued_at);
  if (at >= request->expires_at) return 0;  // it is valid at no time
  const auto verified = verifier.verify(token, at);
  require(verified.has_value());
  require(verified->identity == request->identity && verified->room == request->room);
  require(verified->issued_at == request->issued_at && verified->expires_at == request->expires_at);
  require(verified->not_before == request->not_before);
  return 0;
}
