#pragma once

#include "flex_video/net/http.hpp"

#include <filesystem>
#include <string_view>

namespace flex_video::net {

/// The file, or the one range of it that the request asks for (RFC 9110 section 14): 200, 206, or 416 where
/// nothing of that is there; a 404 problem without such a file. Opened now, and read piece by piece while it
/// is sent, on the loop; so it may be removed meanwhile, but is not to be changed.
response file_response(const request& request, const std::filesystem::path& path,
                       std::string_view media_type);

}  // namespace flex_video::net
