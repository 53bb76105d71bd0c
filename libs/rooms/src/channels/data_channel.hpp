#pragma once

#include "sfu/media_router.hpp"

#include "flex_video/base/result.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

// How a data channel is opened (DCEP, RFC 8832) and what is said on it told apart (RFC 8831 section 8).

namespace flex_video::rooms {

/// SCTP's payload protocol identifiers (RFC 8831 section 8). SCTP carries no empty message: one byte stands
/// for it.
enum class payload_protocol : std::uint32_t {
  control = 50,
  text = 51,
  binary = 53,
  empty_text = 56,
  empty_binary = 57,
};

/// DATA_CHANNEL_OPEN (RFC 8832 section 5.1).
struct channel_opening {
  std::string label;
  std::string protocol = {};
  reliability how = {};
  std::uint16_t priority = 256;  ///< "normal"
  friend bool operator==(const channel_opening&, const channel_opening&) = default;
};

/// What may be opened at most: both are counted in bytes.
inline constexpr std::size_t longest_channel_label = 128;
inline constexpr std::size_t longest_channel_protocol = 128;

/// The message on a stream with payload_protocol::control, or signalling_errc::message_invalid: another
/// message, an unknown channel type, a label or protocol too long or of another length than said, or more
/// retransmissions or milliseconds than a browser can ask for (65535).
base::result<channel_opening> read_channel_opening(std::span<const std::byte> message);
/// The label and the protocol must not be longer than 65535 bytes.
std::vector<std::byte> write_channel_opening(const channel_opening& opening);

/// DATA_CHANNEL_ACK (RFC 8832 section 5.2), sent on the stream that was opened.
inline constexpr std::array<std::byte, 1> channel_acknowledgement{std::byte{2}};
bool is_channel_acknowledgement(std::span<const std::byte> message);

}  // namespace flex_video::rooms
