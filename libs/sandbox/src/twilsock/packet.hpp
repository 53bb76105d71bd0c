#pragma once

#include "flex_video/base/result.hpp"

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// One message of Twilsock, the SDKs' channel to Sync and Conversations: "TWILSOCK V3.0 <n>\r\n", n bytes of
/// a JSON header, "\r\n", and as many bytes of payload as the header's payload_size says.
struct packet {
  static constexpr std::size_t longest_header = std::size_t{64} * 1024;

  boost::json::object header;
  std::string payload;
};

/// errc::malformed_packet, also for a header longer than packet::longest_header or a size that does not fit.
base::result<packet> decode_packet(std::string_view bytes);
/// Sets payload_size.
std::string encode_packet(packet message);

}  // namespace flex_video::sandbox
