#pragma once

#include "recording/recording_record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What is known of a recording, as JSON that is kept beside its file for the server after this one.
std::string write_recording_note(const recording_record& recording);
/// Nothing for a text that write_recording_note() can't have written.
std::optional<recording_record> read_recording_note(std::string_view text);

}  // namespace flex_video::rooms
