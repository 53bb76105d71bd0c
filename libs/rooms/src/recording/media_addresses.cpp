#include "recording/media_addresses.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/twilio/hmac.hpp"

#include <array>
#include <charconv>
#include <cstddef>
#include <utility>

namespace flex_video::rooms {
namespace {

base::secret make_key(base::random_source& random) {
  std::array<std::byte, twilio::hmac_sha256::size> bytes;
  random.fill(bytes);
  return base::secret{base::to_hex(bytes)};
}

}  // namespace

media_addresses::media_addresses(std::string base_url, const base::clock& clock, base::random_source& random)
    : base_url_(std::move(base_url)), clock_(clock), key_(make_key(random)) {}

std::string media_addresses::make(std::string_view folder, std::string_view file) const {
  const auto until = std::to_string((clock_.now() + life).time_since_epoch().count());
  return base_url_ + std::string{folder} + std::string{file} + "?until=" + until +
         "&signature=" + signature(file, until);
}

bool media_addresses::admits(std::string_view file, const twilio::form& query) const {
  const auto text = twilio::form_value(query, "until");
  std::int64_t until = 0;
  if (std::from_chars(text.begin(), text.end(), until).ptr != text.end() || text.empty()) return false;
  if (clock_.now().time_since_epoch().count() > until) return false;
  return base::equal_in_constant_time(signature(file, text), twilio::form_value(query, "signature"));
}

std::string media_addresses::signature(std::string_view file, std::string_view until) const {
  twilio::hmac_sha256 sign{key_};
  return base::to_hex(sign(std::string{file} + '?' + std::string{until}));
}

}  // namespace flex_video::rooms
