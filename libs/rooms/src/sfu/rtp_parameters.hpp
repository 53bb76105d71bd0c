#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// How media is sent, as SDP and the media worker both have it (W3C WebRTC section 5.2, RFC 8866, RFC 3550).

namespace flex_video::rooms {

enum class media_kind { audio, video };

/// RFC 4585 section 4.2.
struct rtcp_feedback {
  std::string type;       ///< such as "nack"
  std::string parameter;  ///< such as "pli"; may be empty
  friend bool operator==(const rtcp_feedback&, const rtcp_feedback&) = default;
};

/// One payload type. Retransmission (RFC 4588) is a codec named "rtx", whose parameter `apt` is the payload
/// type it repairs.
struct rtp_codec {
  std::string name;  ///< without its kind, as in SDP's rtpmap: "opus", "VP8", "H264", "rtx"
  std::uint8_t payload_type;
  std::uint32_t clock_rate;
  std::uint8_t channels = 1;
  std::vector<std::pair<std::string, std::string>> parameters = {};  ///< of fmtp, in their order
  std::vector<rtcp_feedback> feedback = {};
  friend bool operator==(const rtp_codec&, const rtp_codec&) = default;
};

/// RFC 8285.
struct header_extension {
  std::string uri;
  std::uint8_t id;
  friend bool operator==(const header_extension&, const header_extension&) = default;
};

/// One stream: the whole track, or one simulcast layer of it, the smallest first.
struct rtp_encoding {
  std::uint32_t ssrc;
  std::optional<std::uint32_t> rtx_ssrc = {};
  friend bool operator==(const rtp_encoding&, const rtp_encoding&) = default;
};

/// What one m-section carries. The first codec is the one in use.
struct rtp_parameters {
  std::string mid;
  std::vector<rtp_codec> codecs;
  std::vector<header_extension> extensions;
  std::vector<rtp_encoding> encodings;
  std::string cname;
  friend bool operator==(const rtp_parameters&, const rtp_parameters&) = default;
};

}  // namespace flex_video::rooms
