// What the desk shows of calls to Twilio: whatever stands around a token, it is not shown.
#include "redaction.hpp"

#include "expectation.hpp"

#include <boost/json/serialize.hpp>

namespace {

using namespace flex_video;
using fuzz::require;

const std::string token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";

bool shows_token(const std::string& text) {
  return sandbox::redact(text).find("eyJzdWIiOiJhIn0") != std::string::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text{fuzz::as_text(data, size)};
  require(!shows_token(text + ' ' + token));
  require(!shows_token(token + ' ' + text));
  require(!shows_token(text + "&a=" + token));
  // Bodies are UTF-8, as JSON is; what else comes is no JSON and has been left out above.
  using boost::json::object;
  require(!shows_token(boost::json::serialize(object{{text, token}, {token, text}})));
  require(!shows_token(boost::json::serialize(object{{"a", object{{text, text + ' ' + token}}}})));
  return 0;
}
