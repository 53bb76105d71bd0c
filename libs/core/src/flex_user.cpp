#include "flex_video/core/ports/flex_identity.hpp"

#include <algorithm>

namespace flex_video::core {

bool supervises(const flex_user& user) {
  return std::ranges::any_of(user.roles,
                             [](const std::string& role) { return role == "supervisor" || role == "admin"; });
}

}  // namespace flex_video::core
