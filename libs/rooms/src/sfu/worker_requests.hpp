#pragma once

#include "sfu/media_router.hpp"
#include "sfu/object_name.hpp"

#include "flex_video/rooms/media_options.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

// What a media worker is asked (mediasoup 3.27.1, worker/fbs/request.fbs): each is the message for the
// channel, with the number that its answer will bear.

namespace flex_video::rooms {

using channel_message = std::vector<std::byte>;

/// Answered with nothing of interest, by a worker that is alive.
channel_message ask_for_life(std::uint32_t request);

channel_message create_router(std::uint32_t request, const object_name& router);
channel_message close_router(std::uint32_t request, const object_name& router);
channel_message create_webrtc_transport(std::uint32_t request, const object_name& transport,
                                        const media_options& options);
channel_message create_direct_transport(std::uint32_t request, const object_name& transport);
channel_message create_speaker_observer(std::uint32_t request, const object_name& observer);
channel_message close_transport(std::uint32_t request, const object_name& transport);

/// Nothing if the worker doesn't know the algorithm.
std::optional<channel_message> connect_transport(std::uint32_t request, const object_name& transport,
                                                 const dtls_fingerprint& browser);
channel_message restart_ice(std::uint32_t request, const object_name& transport);
channel_message limit_incoming(std::uint32_t request, const object_name& transport, std::uint32_t bitrate);

// A transport's, a producer's or a consumer's.
channel_message measure_transport(std::uint32_t request, const object_name& transport);
channel_message measure_producer(std::uint32_t request, const object_name& producer);
channel_message measure_consumer(std::uint32_t request, const object_name& consumer);

channel_message close_producer(std::uint32_t request, const object_name& over, const object_name& producer);
channel_message close_consumer(std::uint32_t request, const object_name& over, const object_name& consumer);
channel_message pause_consumer(std::uint32_t request, const object_name& consumer);
channel_message resume_consumer(std::uint32_t request, const object_name& consumer);
channel_message request_key_frame(std::uint32_t request, const object_name& consumer);
channel_message prefer_layer(std::uint32_t request, const object_name& consumer, std::uint8_t layer);
channel_message watch_speaker(std::uint32_t request, const object_name& observer,
                              const object_name& producer);
channel_message unwatch_speaker(std::uint32_t request, const object_name& observer,
                                const object_name& producer);

/// An incoming one is the stream `name.stream` of the browser's; silence is nobody's.
channel_message produce_data(std::uint32_t request, const object_name& over, const object_name& name);
/// Of `producer`: heard here, or an outgoing one: the stream `name.stream` to the browser. That is always
/// ordered and reliable, which is more than any reliability asks for: what this release sends unordered it
/// gives up unless it leaves at once (Transport.cpp sets both limits to 0), and it knows no ordered stream
/// with limits.
channel_message consume_data(std::uint32_t request, const object_name& over, const object_name& name,
                             const object_name& producer);
channel_message send_data(std::uint32_t request, const object_name& outgoing, std::uint32_t ppid,
                          std::span<const std::byte> bytes);
channel_message close_data_producer(std::uint32_t request, const object_name& over, const object_name& name);
channel_message close_data_consumer(std::uint32_t request, const object_name& over, const object_name& name);

}  // namespace flex_video::rooms
