#include "flex_video/twilio/basic_authorization.hpp"

#include "flex_video/base/encoding.hpp"

#include <algorithm>

namespace flex_video::twilio {

std::optional<basic_authorization> read_basic_authorization(std::string_view header) {
  constexpr std::string_view scheme = "Basic ";
  if (!header.starts_with(scheme)) return std::nullopt;
  const auto given = base::from_base64(header.substr(scheme.size()));
  const auto colon = given ? given->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return basic_authorization{given->substr(0, colon), given->substr(colon + 1)};
}

bool is_authorized(std::span<const basic_credentials> callers, std::string_view header) {
  const auto given = read_basic_authorization(header);
  return given && std::ranges::any_of(callers, [&](const basic_credentials& caller) {
           return caller.user == given->user && caller.password.matches(given->password);
         });
}

}  // namespace flex_video::twilio
