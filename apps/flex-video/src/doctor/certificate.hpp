#pragma once

#include "flex_video/base/clock.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace flex_video::app::doctor {

/// When the first certificate of a PEM file expires; nothing if it can't be read.
std::optional<base::time_point> expiry_in_file(const std::filesystem::path& pem);

/// When the certificate that an https:// origin shows expires, trusted or not; nothing if it shows none.
/// Blocks for as long as the peer likes, and takes no proxy.
std::optional<base::time_point> expiry_at(const std::string& origin);

}  // namespace flex_video::app::doctor
