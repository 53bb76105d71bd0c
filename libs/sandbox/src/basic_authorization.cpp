#include "basic_authorization.hpp"

#include "flex_video/base/encoding.hpp"

namespace flex_video::sandbox {

std::optional<basic_authorization> read_basic_authorization(std::string_view header) {
  constexpr std::string_view scheme = "Basic ";
  if (!header.starts_with(scheme)) return std::nullopt;
  const auto given = base::from_base64(header.substr(scheme.size()));
  const auto colon = given ? given->find(':') : std::string::npos;
  if (colon == std::string::npos) return std::nullopt;
  return basic_authorization{given->substr(0, colon), given->substr(colon + 1)};
}

}  // namespace flex_video::sandbox
