#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace flex_video::core {

/// A name that somebody else gave, as we keep and show it: without control characters (a database takes no
/// U+0000, and a terminal obeys others) and of at most 100 characters. `fallback` if nothing is left. `given`
/// is valid UTF-8, as everything is that came in JSON.
std::string shown_name(std::string_view given, std::string_view fallback);

/// The same for any text, of at most `most_characters`; empty if nothing is left.
std::string shown_text(std::string_view given, std::size_t most_characters);

}  // namespace flex_video::core
