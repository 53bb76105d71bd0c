#include "channels/data_channels.hpp"

#include "channels/data_channel.hpp"

#include <algorithm>

namespace flex_video::rooms {
namespace {

constexpr std::uint16_t most_streams = 1'024;  ///< as the media worker negotiates
/// A client opens no more at once than this before one of its messages comes.
constexpr std::size_t ready_ahead = 4;

constexpr auto control = static_cast<std::uint32_t>(payload_protocol::control);

bool is_ours(std::uint16_t stream) { return stream % 2 == 1; }

}  // namespace

data_channels::data_channels(media_router& router, transport_id transport)
    : router_(router), transport_(transport) {
  keep_streams_ready();
}

void data_channels::keep_streams_ready() {
  const auto wanted = std::min<std::size_t>(2 * (used_.size() + ready_ahead), most_streams);
  for (; next_received_ < wanted; next_received_ += 2) router_.receive_stream(transport_, next_received_);
}

data_channels::meaning data_channels::take(const data_received& received) {
  if (received.ppid != control)
    return data_message{.stream = received.stream, .ppid = received.ppid, .bytes = received.bytes};
  const auto opening = read_channel_opening(received.bytes);
  if (!opening || is_ours(received.stream)) return {};
  // A browser uses a stream again for another channel.
  if (used_.insert(received.stream).second) {
    router_.open_stream(transport_, received.stream, {});
    keep_streams_ready();
  }
  router_.send(transport_, received.stream, control, channel_acknowledgement);
  return opened_channel{.stream = received.stream, .label = opening->label, .how = opening->how};
}

std::optional<std::uint16_t> data_channels::open(std::string_view label, const reliability& how) {
  if (next_of_ours_ >= most_streams) return std::nullopt;
  const auto stream = next_of_ours_;
  next_of_ours_ += 2;
  router_.receive_stream(transport_, stream);
  router_.open_stream(transport_, stream, how);
  router_.send(transport_, stream, control, write_channel_opening({.label = std::string{label}, .how = how}));
  return stream;
}

void data_channels::send(std::uint16_t stream, std::uint32_t ppid, std::span<const std::byte> bytes) {
  router_.send(transport_, stream, ppid, bytes);
}

void data_channels::send(std::uint16_t stream, std::string_view text) {
  send(stream, static_cast<std::uint32_t>(payload_protocol::text), std::as_bytes(std::span{text}));
}

void data_channels::close(std::uint16_t stream) { router_.close_stream(transport_, stream); }

}  // namespace flex_video::rooms
