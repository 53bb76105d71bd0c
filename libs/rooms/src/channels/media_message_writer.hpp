#pragma once

#include "channels/media_message_reader.hpp"
#include "decisions/network_quality.hpp"
#include "decisions/publisher_hints.hpp"
#include "decisions/track_switch_off.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

// What the server says on the data channels of media_channel, each as the JSON text of one message.

namespace flex_video::rooms {

/// Nobody, if there is none who speaks. The SDK makes nobody of its own participant by itself.
std::string write_active_speaker(const std::optional<twilio::participant_sid>& speaker);
std::string write_track_switch_off(const switch_off_change& change);
/// Everything in it is done.
std::string write_render_answer(const render_request& request);
/// `id` counts the messages of a channel, from 1 on: the SDK ignores 0.
std::string write_publisher_hints(std::uint32_t id, std::span<const publisher_hint> hints);

struct remote_quality {
  twilio::participant_sid participant;
  connection_quality quality;
};
/// In the detail that is asked for; `remotes` is left out if none are.
std::string write_network_quality(const quality_request& request, const connection_quality& local,
                                  std::span<const remote_quality> remotes);

}  // namespace flex_video::rooms
