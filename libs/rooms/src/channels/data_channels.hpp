#pragma once

#include "sfu/media_router.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace flex_video::rooms {

/// A channel that the client has opened.
struct opened_channel {
  std::uint16_t stream;
  std::string label;
  reliability how;
};
/// A message on a channel, of the client's or of ours.
struct data_message {
  std::uint16_t stream;
  std::uint32_t ppid;  ///< payload_protocol
  std::span<const std::byte> bytes;
};

/// The data channels of one peer connection (RFC 8832). The client is the DTLS client, so that its streams
/// are even, and those of our channels odd (section 6). The router forgets what comes on a stream that is not
/// received yet: there are always some more than the client has in use.
class data_channels {
 public:
  /// The transport is open; the router must outlive this.
  data_channels(media_router& router, transport_id transport);

  /// What a message of the client's means; nothing if it is the protocol's own business, or none that it
  /// knows.
  using meaning = std::variant<std::monostate, opened_channel, data_message>;
  meaning take(const data_received& received);

  /// Opens one of ours. SCTP must be connected. Returns its stream; nothing when all have been used, since a
  /// closed one is not used again.
  std::optional<std::uint16_t> open(std::string_view label, const reliability& how);
  /// On a channel of ours.
  void send(std::uint16_t stream, std::uint32_t ppid, std::span<const std::byte> bytes);
  void send(std::uint16_t stream, std::string_view text);
  /// One of ours.
  void close(std::uint16_t stream);

 private:
  void keep_streams_ready();

  media_router& router_;
  transport_id transport_;
  std::set<std::uint16_t> used_;     ///< of the client's, those on which a channel was opened
  std::uint16_t next_received_ = 0;  ///< the client's first stream that is not received
  std::uint16_t next_of_ours_ = 1;
};

}  // namespace flex_video::rooms
