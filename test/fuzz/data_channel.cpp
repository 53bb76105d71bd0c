// The message that opens a data channel: what is read of it can be written, and is read the same again.
#include "channels/data_channel.hpp"

#include "expectation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  using namespace flex_video::rooms;
  const auto message = std::as_bytes(std::span{data, size});
  const auto opening = read_channel_opening(message);
  fuzz::require(!opening || !is_channel_acknowledgement(message));
  if (!opening) return 0;
  fuzz::require(opening->label.size() <= longest_channel_label);
  fuzz::require(opening->protocol.size() <= longest_channel_protocol);
  fuzz::require(!opening->how.max_retransmits || !opening->how.max_packet_life_time);
  fuzz::require(read_channel_opening(write_channel_opening(*opening)) == opening);
  return 0;
}
