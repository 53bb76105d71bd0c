#include "sfu/rtp_requests.hpp"

#include "sfu/request_writing.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace flex_video::rooms {
namespace {

using FBS::Request::Method;
using body = FBS::Request::Body;
using FBS::RtpParameters::RtpHeaderExtensionUri;
using flatbuffers::FlatBufferBuilder;
using flatbuffers::Offset;
template <class Table>
using offsets = std::vector<Offset<Table>>;

constexpr std::size_t most_encodings = 8;
constexpr std::size_t most_codecs = 8;
/// Chromium's VP8 has three temporal layers when it sends simulcast; a router that didn't know would drop
/// two.
constexpr const char* layered = "L1T3";
/// Milliseconds between two requests to a sender for a key frame. libwebrtc ignores one that comes within 300
/// of the last (encoder_rtcp_feedback.cc), and the worker asks again only after a second: in a room of three,
/// the second viewer would wait that long.
constexpr std::uint32_t key_frame_pause = 350;

/// RFC 8285's names of what a worker reads or writes.
std::optional<RtpHeaderExtensionUri> extension(const std::string& uri) {
  constexpr std::array known{
      std::pair{"urn:ietf:params:rtp-hdrext:sdes:mid", RtpHeaderExtensionUri::Mid},
      std::pair{"http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
                RtpHeaderExtensionUri::AbsSendTime},
      std::pair{"http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
                RtpHeaderExtensionUri::TransportWideCcDraft01},
      std::pair{"urn:ietf:params:rtp-hdrext:ssrc-audio-level", RtpHeaderExtensionUri::SsrcAudioLevel},
      std::pair{"urn:3gpp:video-orientation", RtpHeaderExtensionUri::VideoOrientation},
      std::pair{"urn:ietf:params:rtp-hdrext:toffset", RtpHeaderExtensionUri::TimeOffset}};
  for (const auto& [name, which] : known) {
    if (uri == name) return which;
  }
  return {};
}

bool is_rtx(const rtp_codec& codec) { return codec.name == "rtx"; }

Offset<FBS::RtpParameters::Parameter> write(FlatBufferBuilder& builder, const std::string& name,
                                            const std::string& value) {
  std::int32_t number = 0;
  const auto* const end = value.data() + value.size();
  const auto [read_to, error] = std::from_chars(value.data(), end, number);
  if (error == std::errc{} && read_to == end) {
    return FBS::RtpParameters::CreateParameterDirect(
        builder, name.c_str(), FBS::RtpParameters::Value::Integer32,
        FBS::RtpParameters::CreateInteger32(builder, number).Union());
  }
  return FBS::RtpParameters::CreateParameterDirect(
      builder, name.c_str(), FBS::RtpParameters::Value::String,
      FBS::RtpParameters::CreateStringDirect(builder, value.c_str()).Union());
}

Offset<FBS::RtpParameters::RtpCodecParameters> write(FlatBufferBuilder& builder, media_kind kind,
                                                     const rtp_codec& codec) {
  offsets<FBS::RtpParameters::Parameter> parameters;
  for (const auto& [name, value] : codec.parameters) parameters.push_back(write(builder, name, value));
  offsets<FBS::RtpParameters::RtcpFeedback> feedback;
  for (const auto& each : codec.feedback) {
    feedback.push_back(
        FBS::RtpParameters::CreateRtcpFeedbackDirect(builder, each.type.c_str(), each.parameter.c_str()));
  }
  const auto mime_type = (kind == media_kind::audio ? "audio/" : "video/") + codec.name;
  const auto channels =
      codec.channels > 1 ? flatbuffers::Optional<std::uint8_t>{codec.channels} : flatbuffers::nullopt;
  return FBS::RtpParameters::CreateRtpCodecParametersDirect(
      builder, mime_type.c_str(), codec.payload_type, codec.clock_rate, channels, &parameters, &feedback);
}

Offset<FBS::RtpParameters::RtpEncodingParameters> write(FlatBufferBuilder& builder,
                                                        const rtp_encoding& encoding, const char* layers) {
  const auto rtx = encoding.rtx_ssrc ? FBS::RtpParameters::CreateRtx(builder, *encoding.rtx_ssrc)
                                     : Offset<FBS::RtpParameters::Rtx>{};
  return FBS::RtpParameters::CreateRtpEncodingParametersDirect(builder, encoding.ssrc, nullptr,
                                                               flatbuffers::nullopt, rtx, false, layers);
}

Offset<FBS::RtpParameters::RtpParameters> write(FlatBufferBuilder& builder, media_kind kind,
                                                const rtp_parameters& parameters, const char* layers) {
  offsets<FBS::RtpParameters::RtpCodecParameters> codecs;
  for (const auto& codec : parameters.codecs) codecs.push_back(write(builder, kind, codec));
  offsets<FBS::RtpParameters::RtpHeaderExtensionParameters> extensions;
  bool tells_mid = false;
  for (const auto& each : parameters.extensions) {
    const auto which = extension(each.uri);
    if (!which) continue;
    tells_mid = tells_mid || *which == RtpHeaderExtensionUri::Mid;
    extensions.push_back(
        FBS::RtpParameters::CreateRtpHeaderExtensionParametersDirect(builder, *which, each.id));
  }
  offsets<FBS::RtpParameters::RtpEncodingParameters> encodings;
  for (const auto& encoding : parameters.encodings) encodings.push_back(write(builder, encoding, layers));
  // The worker wants one.
  const auto* const cname = parameters.cname.empty() ? "-" : parameters.cname.c_str();
  const auto rtcp = FBS::RtpParameters::CreateRtcpParametersDirect(builder, cname);
  // Without the extension nobody says a mid, and it could only be one too many.
  return FBS::RtpParameters::CreateRtpParametersDirect(builder, tells_mid ? parameters.mid.c_str() : nullptr,
                                                       &codecs, &extensions, &encodings, rtcp);
}

/// Retransmissions of VP8 are 100, of H264 101.
std::optional<std::uint8_t> mapped_payload_type(const rtp_codec& codec, const rtp_parameters& sent) {
  if (!is_rtx(codec)) return router_payload_type(codec);
  const auto repaired = router_payload_type(sent.codecs.front());
  return repaired ? std::optional{static_cast<std::uint8_t>(*repaired == 96 ? 100 : 101)} : std::nullopt;
}

}  // namespace

std::optional<std::uint8_t> router_payload_type(const rtp_codec& codec) {
  if (codec.name == "opus") return 111;
  if (codec.name == "VP8") return 96;
  if (codec.name == "H264") return 125;
  return {};
}

std::optional<channel_message> produce(std::uint32_t request, const object_name& over,
                                       const object_name& name, const produced_media& media) {
  const auto& sent = media.sent;
  if (sent.codecs.empty() || sent.codecs.size() > most_codecs || sent.encodings.size() > most_encodings)
    return {};
  FlatBufferBuilder builder;
  offsets<FBS::RtpParameters::CodecMapping> codecs;
  for (const auto& codec : sent.codecs) {
    const auto mapped = mapped_payload_type(codec, sent);
    if (!mapped) return {};
    codecs.push_back(FBS::RtpParameters::CreateCodecMapping(builder, codec.payload_type, *mapped));
  }
  offsets<FBS::RtpParameters::EncodingMapping> encodings;
  for (std::size_t index = 0; index < sent.encodings.size(); ++index) {
    encodings.push_back(FBS::RtpParameters::CreateEncodingMappingDirect(
        builder, nullptr, sent.encodings[index].ssrc, media.mapped_ssrcs[index]));
  }
  const auto mapping = FBS::RtpParameters::CreateRtpMappingDirect(builder, &codecs, &encodings);
  const auto parameters = write(builder, media.kind, sent, sent.encodings.size() > 1 ? layered : nullptr);
  const auto kind = media.kind == media_kind::audio ? FBS::RtpParameters::MediaKind::AUDIO
                                                    : FBS::RtpParameters::MediaKind::VIDEO;
  const auto asked = FBS::Transport::CreateProduceRequestDirect(builder, to_string(name).c_str(), kind,
                                                                parameters, mapping, false, key_frame_pause);
  return finish_request(builder, request, Method::TRANSPORT_PRODUCE, to_string(over),
                        body::Transport_ProduceRequest, asked);
}

channel_message consume(std::uint32_t request, const object_name& over, const object_name& name,
                        const object_name& producer, const produced_media& media,
                        const rtp_parameters& parameters, bool paused) {
  FlatBufferBuilder builder;
  const auto layers = media.mapped_ssrcs.size();
  const bool simulcast = layers > 1;
  offsets<FBS::RtpParameters::RtpEncodingParameters> consumable;
  for (const auto ssrc : media.mapped_ssrcs)
    consumable.push_back(write(builder, rtp_encoding{.ssrc = ssrc}, simulcast ? layered : nullptr));
  const auto all_layers = "L" + std::to_string(layers) + "T3";
  const auto described = write(builder, media.kind, parameters, simulcast ? all_layers.c_str() : nullptr);
  const auto kind = media.kind == media_kind::audio ? FBS::RtpParameters::MediaKind::AUDIO
                                                    : FBS::RtpParameters::MediaKind::VIDEO;
  const auto type = simulcast ? FBS::RtpParameters::Type::SIMULCAST : FBS::RtpParameters::Type::SIMPLE;
  const auto asked = FBS::Transport::CreateConsumeRequestDirect(builder, to_string(name).c_str(),
                                                                to_string(producer).c_str(), kind, described,
                                                                type, &consumable, paused);
  return finish_request(builder, request, Method::TRANSPORT_CONSUME, to_string(over),
                        body::Transport_ConsumeRequest, asked);
}

rtp_parameters recorded_parameters(const produced_media& media) {
  auto codec = media.sent.codecs.front();
  codec.payload_type = router_payload_type(codec).value_or(codec.payload_type);
  codec.feedback.clear();
  return {.mid = {},
          .codecs = {std::move(codec)},
          .extensions = {},
          .encodings = {{.ssrc = media.mapped_ssrcs.front()}},
          .cname = media.sent.cname};
}

}  // namespace flex_video::rooms
