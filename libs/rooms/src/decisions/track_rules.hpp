#pragma once

#include "signalling/message_writer.hpp"

#include <span>
#include <string_view>

namespace flex_video::rooms {

/// Whether the rules, of which the last that matches counts, include the track that `publisher` publishes:
/// for subscribing and for recording. Without a match they don't.
bool includes(std::span<const track_rule> rules, const publication& track,
              const twilio::participant_sid& publisher, std::string_view publisher_identity);

}  // namespace flex_video::rooms
