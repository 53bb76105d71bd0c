#pragma once

#include "sfu/media_router.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

// What comes over the channel from a media worker (mediasoup 3.27.1, worker/fbs/message.fbs): flatbuffers,
// each after its size. Views are into the message, and valid while it is handled.

namespace flex_video::rooms {

/// One RTP stream of a producer or of a consumer (worker/fbs/rtpStream.fbs).
struct stream_statistics {
  bool out = false;  ///< sent to the browser, and its loss and jitter are what the browser reports
  transport_statistics::direction measured;  ///< its jitter in units of the stream's clock
  double round_trip = 0;                     ///< milliseconds; 0 while it isn't known
};
/// What the estimator holds possible towards the browser, bit/s.
struct transport_estimate {
  std::optional<std::uint64_t> available_outgoing;
};

/// What became of a request.
enum class request_outcome {
  accepted,
  gone,     ///< something that it is about isn't there
  refused,  ///< whatever else; answer_received::reason tells
};
struct answer_received {
  std::uint32_t request;
  request_outcome outcome;
  std::string_view reason;
  /// Nothing also where the answer has what nobody here asks for.
  std::variant<std::monostate, transport_parameters, ice_credentials, transport_estimate,
               std::vector<stream_statistics>>
      body;
};

struct worker_running {};
struct ice_disconnected {};
struct dtls_ended {};  ///< failed, or closed by the browser
struct sctp_ready {};
struct layer_sent {
  std::optional<std::uint8_t> layer;
};
struct packet_sent {
  std::span<const std::byte> bytes;
};
struct message_sent {
  std::uint32_t ppid;
  std::span<const std::byte> bytes;
};
struct speaker_heard {
  std::string_view producer;
};
struct nothing_of_interest {};

struct notification_received {
  std::string_view about;  ///< the name of an object
  std::variant<nothing_of_interest, worker_running, ice_disconnected, dtls_ended, sctp_ready, layer_sent,
               packet_sent, message_sent, speaker_heard>
      body;
};
struct log_received {
  std::string_view text;  ///< its first letter says how serious: D, W or E
};
using worker_message = std::variant<answer_received, notification_received, log_received>;

/// Finds the messages in what a worker sends. The worker is no friend: whoever broke into it speaks here.
class worker_channel {
 public:
  /// Of a message, its size included. A data channel's are 256 KiB.
  static constexpr std::size_t largest_message = 1'048'576;

  /// Calls `heard` for each message that is complete with these bytes. False for what is no message, and then
  /// always: the channel can't be used any more. `heard` must not call it again.
  [[nodiscard]] bool received(std::span<const std::byte> bytes,
                              const std::function<void(const worker_message&)>& heard);

 private:
  std::vector<std::byte> begun_;
  bool broken_ = false;
};

}  // namespace flex_video::rooms
