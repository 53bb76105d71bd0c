#pragma once

#include "decisions/layer_choice.hpp"
#include "signalling/messages.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/rooms/options.hpp"
#include "flex_video/twilio/sids.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What a client says on the data channels of media_channel, as twilio-video 2.36 does
// (lib/signaling/v2/*signaling.js): a JSON text in each message.

namespace flex_video::rooms {

/// `ready`: the client listens; the first it says on any channel.
struct channel_ready {};

/// `network_quality`: wants to know it, in more detail the higher the level. Each is answered once.
struct quality_request {
  unsigned local;   ///< 1 to 3; 0 counts as 1
  unsigned remote;  ///< of the others, 0 (nothing) to 3
};

/// `track_priority`: what the track is to the subscriber; nothing for what it is to its publisher.
struct priority_request {
  twilio::track_sid track;
  std::optional<track_priority> subscribe;
};

/// How the subscriber shows a track; what is absent stays as it was.
struct render_hint {
  twilio::track_sid track;
  std::optional<bool> enabled;
  std::optional<render_dimensions> dimensions;
};

/// `render_hints`: answered once, before which the client sends no other.
struct render_request {
  std::uint32_t id;
  std::vector<render_hint> hints;
};

/// `publisher_hints`: whether the client did what it was hinted.
struct hints_answer {
  struct outcome {
    twilio::track_sid track;
    bool applied;
  };
  std::uint32_t id;
  std::vector<outcome> outcomes;
};

/// `client_reset`: the track has another source now.
struct hints_reset {
  twilio::track_sid track;
};

/// Of a later SDK; ignored.
struct unknown_media_message {};

using media_message = std::variant<channel_ready, quality_request, priority_request, render_request,
                                   hints_answer, hints_reset, unknown_media_message>;

/// What a client said on that channel, or signalling_errc::message_invalid with the name of the member at
/// fault: no JSON object, members of another type, no SID, or more than `limits` allow.
base::result<media_message> read_media_message(media_channel on, std::string_view text, const limits& limits);

}  // namespace flex_video::rooms
