#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What a media worker has for a router. Its letter stands in the name.
enum class object_kind : char {
  router = 'r',
  transport = 't',         ///< `number` is its transport_id
  direct_transport = 'd',  ///< the end of the router's data and recordings that is here
  speaker_observer = 's',
  producer = 'p',   ///< `number` is its producer_id
  consumer = 'c',   ///< `number` is its consumer_id
  recording = 'k',  ///< the consumer, here, of the producer `number`
  incoming = 'i',   ///< the data producer of the browser's `stream` over the transport `number`
  heard = 'h',      ///< its data consumer, here
  silence = 'q',    ///< a data producer, here, that never says anything
  outgoing = 'o',   ///< the data consumer, of silence, that our `stream` to the browser is
};

/// The name by which the worker and we know an object. No two of one worker are equal, in whatever router.
struct object_name {
  std::uint64_t router;
  object_kind kind;
  std::uint32_t number = 0;
  std::uint16_t stream = 0;
  friend bool operator==(const object_name&, const object_name&) = default;
};

std::string to_string(const object_name& name);
/// Nothing if that is not what to_string() gives.
std::optional<object_name> parse_object_name(std::string_view text);

}  // namespace flex_video::rooms
