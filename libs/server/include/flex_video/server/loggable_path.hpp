#pragma once

#include <string>
#include <string_view>

namespace flex_video::server {

/// `path` as it may be logged: what admits somebody is replaced by '*'. That is all behind /j/, and any
/// segment that is long enough to be a code or a token, wherever it stands.
std::string loggable_path(std::string_view path);

}  // namespace flex_video::server
