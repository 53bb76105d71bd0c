// Forms and percent-encoding: what is encoded comes back, and a value is found where it was put.
#include "expectation.hpp"

#include "flex_video/net/http.hpp"

namespace {

using namespace flex_video;
using fuzz::require;

std::string percent_encode(std::string_view text) {
  constexpr char digits[] = "0123456789aBcDEf";  // in either case
  std::string encoded;
  for (const unsigned char c : text) encoded.append({'%', digits[c >> 4], digits[c & 0x0f]});
  return encoded;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::as_text(data, size);
  for (const bool plus_is_space : {false, true}) {
    const auto decoded = net::percent_decode(text, plus_is_space);
    if (decoded) require(decoded->size() <= text.size());
    require(net::percent_decode(percent_encode(text), plus_is_space) == text);
  }
  for (const auto* name : {"taskSid", "Token", ""}) {
    const auto value = net::form_value(text, name);
    if (value) require(net::form_value(std::string{name} + '=' + percent_encode(*value), name) == *value);
  }
  // Whatever stands before or behind it.
  const auto put = "a=b&put=" + percent_encode(text) + "&put=2";
  require(net::form_value(put, "put") == text);
  return 0;
}
