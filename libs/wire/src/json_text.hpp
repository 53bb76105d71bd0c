#pragma once

#include <string>
#include <string_view>

namespace flex_video::wire {

/// Appends `text` (UTF-8) as a JSON string. Escapes '<' as well, for JSON that stands in HTML.
void append_json_string(std::string& out, std::string_view text);

}  // namespace flex_video::wire
