#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/core/ids.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::core {

enum class image_type { jpeg, png };

/// What an image is, by its first bytes (ITU-T T.81 annex B; PNG specification section 5.2); nothing for
/// anything else. The rest is not looked at: nobody but a browser decodes it.
std::optional<image_type> image_type_of(std::string_view bytes);

/// What is known of a picture that was taken in a call, or drawn on.
struct still {
  still_id id;
  session_id session;
  std::optional<visit_id> visit;  ///< whose device sent it; nothing for the agent's
  image_type type = image_type::jpeg;
  std::size_t bytes = 0;
  base::time_point taken_at;

  friend bool operator==(const still&, const still&) = default;
};

struct kept_still {
  still about;
  std::string image;

  friend bool operator==(const kept_still&, const kept_still&) = default;
};

/// Enough for what phones' cameras make of 48 megapixels.
inline constexpr std::size_t largest_still = std::size_t{8} * 1024 * 1024;
/// Of one session.
inline constexpr unsigned most_stills = 50;

}  // namespace flex_video::core
