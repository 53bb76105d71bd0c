#include "signalling/group/session_description_writer.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::array<std::string_view, 3> kinds{"audio", "video", "application"};
constexpr std::array<std::string_view, 4> directions{"sendrecv", "sendonly", "recvonly", "inactive"};

/// What we take of one message, RFC 8841 section 6.
constexpr unsigned most_message_bytes = 262'144;

template <std::size_t Count, class Value>
constexpr std::string_view word(const std::array<std::string_view, Count>& words, Value value) {
  return words[static_cast<std::size_t>(value)];
}

std::string candidate_line(const transport_candidate& candidate) {
  return "a=candidate:" + candidate.foundation + " 1 " + (candidate.tcp ? "tcp " : "udp ") +
         std::to_string(candidate.priority) + " " + candidate.address + " " + std::to_string(candidate.port) +
         " typ host" + (candidate.tcp ? " tcptype passive" : "") + "\r\n";
}

/// What every section says alike of the one transport.
std::string transport_lines(description_type type, const transport_parameters& transport) {
  std::string lines =
      "a=ice-ufrag:" + transport.ice_ufrag + "\r\na=ice-pwd:" + transport.ice_password + "\r\n";
  for (const auto& candidate : transport.candidates) lines += candidate_line(candidate);
  lines += "a=end-of-candidates\r\na=setup:";
  lines += type == description_type::offer ? "actpass\r\n" : "passive\r\n";
  return lines;
}

std::string codec_lines(const rtp_codec& codec) {
  const auto type = std::to_string(codec.payload_type);
  std::string lines = "a=rtpmap:" + type + " " + codec.name + "/" + std::to_string(codec.clock_rate);
  if (codec.channels > 1) lines += "/" + std::to_string(codec.channels);
  lines += "\r\n";
  std::string separator = "a=fmtp:" + type + " ";
  for (const auto& [key, value] : codec.parameters) {
    lines += std::exchange(separator, ";") + key;
    if (!value.empty()) lines += "=" + value;
  }
  if (!codec.parameters.empty()) lines += "\r\n";
  for (const auto& feedback : codec.feedback) {
    lines += "a=rtcp-fb:" + type + " " + feedback.type;
    if (!feedback.parameter.empty()) lines += " " + feedback.parameter;
    lines += "\r\n";
  }
  return lines;
}

std::string source_lines(const media_section& section) {
  std::string lines;
  if (!section.track.empty()) lines += "a=msid:" + section.stream + " " + section.track + "\r\n";
  if (!section.layers.empty()) {
    lines += "a=ssrc-group:SIM";
    for (const auto ssrc : section.layers) lines += " " + std::to_string(ssrc);
    lines += "\r\n";
  }
  for (const auto& each : section.retransmissions) {
    lines += "a=ssrc-group:FID " + std::to_string(each.ssrc) + " " + std::to_string(each.rtx_ssrc) + "\r\n";
  }
  for (const auto ssrc : section.ssrcs) {
    lines += "a=ssrc:" + std::to_string(ssrc) + " cname:" + section.cname + "\r\n";
  }
  return lines;
}

std::string media_lines(const media_section& section) {
  std::string lines = "a=rtcp-mux\r\na=rtcp-rsize\r\n";
  for (const auto& codec : section.codecs) lines += codec_lines(codec);
  for (const auto& extension : section.extensions) {
    lines += "a=extmap:" + std::to_string(extension.id) + " " + extension.uri + "\r\n";
  }
  lines += "a=";
  lines += word(directions, section.direction);
  lines += "\r\n";
  if (section.conference) lines += "a=x-google-flag:conference\r\n";
  return lines + source_lines(section);
}

std::string m_line(const media_section& section) {
  std::string line = "m=";
  line += word(kinds, section.kind);
  line += section.rejected ? " 0 " : " 9 ";
  line += section.kind == section_kind::application ? "UDP/DTLS/SCTP" : "UDP/TLS/RTP/SAVPF";
  for (const auto& format : section.formats) line += " " + format;
  return line + "\r\nc=IN IP4 0.0.0.0\r\na=mid:" + section.mid + "\r\n";
}

}  // namespace

std::string write_session_description(description_type type, std::uint64_t version,
                                      const transport_parameters& transport,
                                      std::span<const media_section> sections) {
  std::string sdp = "v=0\r\no=- 1 " + std::to_string(version) +
                    " IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE";
  for (const auto& section : sections) {
    if (!section.rejected) sdp += " " + section.mid;
  }
  sdp += "\r\na=msid-semantic:WMS *\r\na=fingerprint:sha-256 " + transport.fingerprint + "\r\n";
  const auto shared = transport_lines(type, transport);
  for (const auto& section : sections) {
    sdp += m_line(section);
    if (section.rejected) {
      sdp += "a=inactive\r\n";
      continue;
    }
    sdp += shared;
    if (section.kind == section_kind::application) {
      sdp += "a=sctp-port:5000\r\na=max-message-size:" + std::to_string(most_message_bytes) + "\r\n";
    } else {
      sdp += media_lines(section);
    }
  }
  return sdp;
}

}  // namespace flex_video::rooms
