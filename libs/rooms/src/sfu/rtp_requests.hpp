#pragma once

#include "sfu/object_name.hpp"
#include "sfu/rtp_parameters.hpp"
#include "sfu/worker_requests.hpp"

#include <cstdint>
#include <optional>
#include <vector>

// Producers and consumers. A producer's streams are renamed on their way through a router, so that each
// receiver can be told in advance what it will get: codecs have the payload types below, whatever the sender
// numbers them, and each encoding a mapped SSRC, by which its consumers know it.

namespace flex_video::rooms {

/// What the routers number the codec, which is what consumers must be told: Opus 111, VP8 96, H264 125;
/// nothing for what they don't carry.
std::optional<std::uint8_t> router_payload_type(const rtp_codec& codec);

/// What consumers have to know of a producer.
struct produced_media {
  media_kind kind;
  rtp_parameters sent;                      ///< by the browser
  std::vector<std::uint32_t> mapped_ssrcs;  ///< as many as it has encodings, none 0
};

/// Nothing if a router doesn't carry the first codec, or there are as many encodings as no browser sends.
std::optional<channel_message> produce(std::uint32_t request, const object_name& over,
                                       const object_name& name, const produced_media& media);
/// With the parameters that the receiver was told.
channel_message consume(std::uint32_t request, const object_name& over, const object_name& name,
                        const object_name& producer, const produced_media& media,
                        const rtp_parameters& parameters, bool paused);
/// How its recording gets it: the codec alone, as the routers number it.
rtp_parameters recorded_parameters(const produced_media& media);

}  // namespace flex_video::rooms
