#pragma once

#include <string>
#include <string_view>

namespace flex_video::twilio {

/// Appends `text` (UTF-8) as a JSON string, escaped as ECMAScript's JSON.stringify does (ECMA-262
/// section 25.5.2.3), so that our tokens are byte for byte those of Twilio's own library.
void append_json_string(std::string& out, std::string_view text);

}  // namespace flex_video::twilio
