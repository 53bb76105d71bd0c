#include "signalling/group/section_reader.hpp"

#include "signalling/group/sdp_tokens.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::uint8_t most_payload_type = 127;

std::optional<section_kind> kind_of(std::string_view media, std::string_view protocol) {
  const bool rtp = protocol.ends_with("/TLS/RTP/SAVPF");
  if (media == "audio" && rtp) return section_kind::audio;
  if (media == "video" && rtp) return section_kind::video;
  if (media == "application" && protocol.ends_with("/DTLS/SCTP")) return section_kind::application;
  return std::nullopt;
}

/// RFC 8866 section 9, token: what can stand in a line of ours again.
bool is_token(std::string_view text) {
  const auto allowed = [](char c) {
    return c > ' ' && c < 127 && std::string_view{"\"(),/:;<=>?@[]\\"}.find(c) == std::string_view::npos;
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

}  // namespace

struct section_reader::attribute_reader {
  std::string_view name;
  void (section_reader::*read)(std::string_view value);
};

section_reader::section_reader(const session_description_limits& limits, std::string_view m_line)
    : limits_(limits) {
  const auto media = take_token(m_line);
  auto port = take_token(m_line);
  const auto number = decimal<std::uint16_t>(take_token(port, '/'));
  const auto kind = kind_of(media, take_token(m_line));
  if (!number) complain("no port");
  if (!kind) complain("neither audio, video nor data over DTLS");
  port_ = number.value_or(0);
  section_.kind = kind.value_or(section_kind::audio);
  read_formats(m_line);
}

void section_reader::read_formats(std::string_view formats) {
  while (!formats.empty()) {
    const auto format = take_token(formats);
    if (section_.kind == section_kind::application) {
      if (format != "webrtc-datachannel") complain("another format than webrtc-datachannel");
    } else {
      const auto type = payload_type(format);
      if (!type) return;
      if (std::ranges::find(payload_types_, *type) != payload_types_.end())
        return complain("a payload type twice");
      payload_types_.push_back(*type);
    }
    section_.formats.emplace_back(format);
    if (section_.formats.size() > most_payload_type + std::size_t{1}) return complain("too many formats");
  }
  if (section_.formats.empty()) complain("no format");
}

void section_reader::attribute(std::string_view name, std::string_view value) {
  static constexpr std::array<attribute_reader, 9> readers{{{"mid", &section_reader::read_mid},
                                                            {"msid", &section_reader::read_msid},
                                                            {"rtpmap", &section_reader::read_rtpmap},
                                                            {"fmtp", &section_reader::read_fmtp},
                                                            {"rtcp-fb", &section_reader::read_feedback},
                                                            {"extmap", &section_reader::read_extension},
                                                            {"ssrc", &section_reader::read_ssrc},
                                                            {"ssrc-group", &section_reader::read_ssrc_group},
                                                            {"rid", &section_reader::read_rid}}};
  if (const auto found = std::ranges::find(readers, name, &attribute_reader::name); found != readers.end())
    return (this->*found->read)(value);
  if (name == "bundle-only") bundle_only_ = true;
  if (name == "sendrecv") section_.direction = media_direction::sendrecv;
  if (name == "sendonly") section_.direction = media_direction::sendonly;
  if (name == "recvonly") section_.direction = media_direction::recvonly;
  if (name == "inactive") section_.direction = media_direction::inactive;
  if (name == "x-google-flag" && value == "conference") section_.conference = true;
}

media_section section_reader::finish() {
  if (section_.mid.empty()) complain("no mid");
  section_.rejected = port_ == 0 && !bundle_only_;
  check_layers();
  for (const auto type : payload_types_) {
    const auto found = codecs_.find(type);
    if (found == codecs_.end() || found->second.name.empty()) continue;
    auto& codec = section_.codecs.emplace_back(std::move(found->second));
    for (const auto& feedback : feedback_of_all_) {
      if (std::ranges::find(codec.feedback, feedback) == codec.feedback.end())
        codec.feedback.push_back(feedback);
    }
  }
  return std::move(section_);
}

void section_reader::complain(std::string_view why) {
  if (complaint_.empty()) complaint_ = why;
}

std::string section_reader::identifier(std::string_view value) {
  if (value.size() <= limits_.identifier_bytes) return std::string{value};
  complain("too long an identifier");
  return {};
}

std::optional<std::uint8_t> section_reader::payload_type(std::string_view token) {
  const auto type = decimal<std::uint8_t>(token);
  if (type && *type <= most_payload_type) return type;
  complain("no payload type");
  return std::nullopt;
}

void section_reader::read_mid(std::string_view value) {
  if (!section_.mid.empty()) complain("a mid twice");
  if (!is_token(value)) complain("no mid");
  section_.mid = identifier(value);
}

void section_reader::read_msid(std::string_view value) {
  if (!section_.track.empty()) return;  // the same track in another stream
  section_.stream = identifier(take_token(value));
  section_.track = identifier(value);
}

void section_reader::read_rtpmap(std::string_view value) {
  const auto type = payload_type(take_token(value));
  if (!type) return;
  auto& codec = codecs_[*type];
  if (!codec.name.empty()) return complain("an rtpmap twice");
  codec.name = identifier(take_token(value, '/'));
  const auto rate = decimal<std::uint32_t>(take_token(value, '/'));
  const auto channels = value.empty() ? std::uint8_t{1} : decimal<std::uint8_t>(value);
  if (!is_token(codec.name) || !rate || !channels) return complain("no codec");
  codec.payload_type = *type;
  codec.clock_rate = *rate;
  codec.channels = *channels;
}

void section_reader::read_fmtp(std::string_view value) {
  const auto type = payload_type(take_token(value));
  if (!type) return;
  auto& parameters = codecs_[*type].parameters;
  while (!value.empty()) {
    auto parameter = trimmed(take_token(value, ';'));
    if (parameter.empty()) continue;
    if (parameters.size() == limits_.parameters) return complain("too many parameters");
    const auto key = take_token(parameter, '=');
    parameters.emplace_back(key, parameter);
  }
}

void section_reader::read_feedback(std::string_view value) {
  const auto token = take_token(value);
  const auto type = token == "*" ? std::nullopt : payload_type(token);
  auto& feedback = type ? codecs_[*type].feedback : feedback_of_all_;
  if (feedback.size() == limits_.feedback) return complain("too much feedback");
  const auto what = take_token(value);
  feedback.push_back({.type = std::string{what}, .parameter = std::string{trimmed(value)}});
}

void section_reader::read_extension(std::string_view value) {
  auto token = take_token(value);
  const auto id = decimal<std::uint16_t>(take_token(token, '/'));
  if (!id || *id == 0) return complain("no extension id");
  // One with a direction is for that one only; ids above those of packets stand for others (RFC 8285 section
  // 7).
  if (!token.empty() || *id > std::numeric_limits<std::uint8_t>::max()) return;
  auto& extensions = section_.extensions;
  const auto uri = take_token(value);
  const auto same_id = [&](const header_extension& other) { return other.id == *id; };
  if (std::ranges::any_of(extensions, same_id)) return complain("an extension id twice");
  if (std::ranges::find(extensions, uri, &header_extension::uri) != extensions.end()) return;
  if (extensions.size() == limits_.extensions) return complain("too many extensions");
  extensions.push_back({.uri = std::string{uri}, .id = static_cast<std::uint8_t>(*id)});
}

void section_reader::read_ssrc(std::string_view value) {
  const auto ssrc = decimal<std::uint32_t>(take_token(value));
  if (!ssrc || *ssrc == 0) return complain("no SSRC");
  add_ssrc(*ssrc);
  if (take_token(value, ':') == "cname" && section_.cname.empty()) section_.cname = identifier(value);
}

void section_reader::add_ssrc(std::uint32_t ssrc) {
  if (std::ranges::find(section_.ssrcs, ssrc) != section_.ssrcs.end()) return;
  if (section_.ssrcs.size() == limits_.ssrcs) return complain("too many SSRCs");
  section_.ssrcs.push_back(ssrc);
}

void section_reader::read_ssrc_group(std::string_view value) {
  const auto semantics = take_token(value);
  if (semantics != "FID" && semantics != "SIM") return;
  std::vector<std::uint32_t> group;
  while (!value.empty()) {
    const auto ssrc = decimal<std::uint32_t>(take_token(value));
    if (!ssrc || *ssrc == 0) return complain("no SSRC");
    if (std::ranges::find(group, *ssrc) != group.end()) return complain("an SSRC twice in a group");
    if (group.size() == limits_.layers) return complain("too large a group");
    group.push_back(*ssrc);
    add_ssrc(*ssrc);
  }
  if (semantics == "FID") return read_retransmission(group);
  if (!section_.layers.empty()) return complain("two groups of layers");
  section_.layers = std::move(group);
}

void section_reader::read_retransmission(const std::vector<std::uint32_t>& group) {
  if (group.size() != 2) return complain("not a stream and its retransmission");
  for (const auto& other : section_.retransmissions) {
    for (const auto ssrc : group) {
      if (ssrc == other.ssrc || ssrc == other.rtx_ssrc) return complain("an SSRC in two groups");
    }
  }
  section_.retransmissions.push_back({.ssrc = group[0], .rtx_ssrc = group[1]});
}

void section_reader::read_rid(std::string_view value) {
  const auto rid = take_token(value);
  if (take_token(value) != "send") return;
  if (section_.rids.size() == limits_.layers) return complain("too many rids");
  section_.rids.push_back(identifier(rid));
}

void section_reader::check_layers() {
  for (const auto& each : section_.retransmissions) {
    if (std::ranges::find(section_.layers, each.rtx_ssrc) != section_.layers.end())
      complain("a layer that is a retransmission");
  }
}

}  // namespace flex_video::rooms
