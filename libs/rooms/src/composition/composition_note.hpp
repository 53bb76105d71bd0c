#pragma once

#include "composition/composition_record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What is known of a composition, as JSON that is kept beside its file for the server after this one.
std::string write_composition_note(const composition_record& composition);
/// Nothing for a text that write_composition_note() can't have written.
std::optional<composition_record> read_composition_note(std::string_view text);

}  // namespace flex_video::rooms
