#include "signalling/group/media_choice.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::string_view audio_level = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
constexpr std::string_view transport_cc =
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
constexpr std::string_view orientation = "urn:3gpp:video-orientation";
constexpr std::array<std::string_view, 3> taken_extensions{audio_level, transport_cc, orientation};

constexpr std::uint32_t video_clock_rate = 90'000;

bool same_word(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(one, other, {}, lower, lower);
}

std::string_view parameter(const rtp_codec& codec, std::string_view key) {
  const auto same_key = [&](const auto& each) { return same_word(each.first, key); };
  const auto found = std::ranges::find_if(codec.parameters, same_key);
  return found == codec.parameters.end() ? std::string_view{} : std::string_view{found->second};
}

bool is(const rtp_codec& codec, std::string_view name) {
  if (!same_word(codec.name, name)) return false;
  if (same_word(name, "opus")) return codec.clock_rate == 48'000 && codec.channels == 2;
  if (codec.clock_rate != video_clock_rate || codec.channels != 1) return false;
  if (!same_word(name, "H264")) return true;
  const auto profile = parameter(codec, "profile-level-id");
  return parameter(codec, "packetization-mode") == "1" && profile.size() == 6 &&
         same_word(profile.substr(0, 4), "42e0");
}

bool repairs(const rtp_codec& codec, std::uint8_t payload_type) {
  return is(codec, "rtx") && parameter(codec, "apt") == std::to_string(payload_type);
}

bool is_known(const rtcp_feedback& feedback) {
  static const std::array<rtcp_feedback, 5> known{
      {{"nack", ""}, {"nack", "pli"}, {"ccm", "fir"}, {"goog-remb", ""}, {"transport-cc", ""}}};
  return std::ranges::find(known, feedback) != known.end();
}

std::vector<rtcp_feedback> sent_feedback(bool video, bool counted) {
  std::vector<rtcp_feedback> feedback;
  if (video) feedback = {{"nack", ""}, {"nack", "pli"}, {"ccm", "fir"}};
  if (counted) feedback.push_back({"transport-cc", ""});
  return feedback;
}

/// By the worker's numbers.
struct sent_codec {
  rtp_codec codec;
  std::uint8_t rtx_payload_type;
};
std::span<const sent_codec> sent_codecs() {
  static const std::array<sent_codec, 3> codecs{
      {{{.name = "opus",
         .payload_type = 111,
         .clock_rate = 48'000,
         .channels = 2,
         .parameters = {{"minptime", "10"}, {"useinbandfec", "1"}}},
        0},
       {{.name = "VP8", .payload_type = 96, .clock_rate = video_clock_rate}, 100},
       {{.name = "H264",
         .payload_type = 125,
         .clock_rate = video_clock_rate,
         .parameters = {{"level-asymmetry-allowed", "1"},
                        {"packetization-mode", "1"},
                        {"profile-level-id", "42e01f"}}},
        101}}};
  return codecs;
}

bool is_free(const extension_ids& taken, const header_extension& extension) {
  const auto found = taken.find(extension.id);
  return found == taken.end() || found->second == extension.uri;
}

}  // namespace

std::vector<rtp_codec> choose_codecs(const media_section& offered, const media_terms& terms) {
  static const std::vector<std::string> audio_codecs{"opus"};
  const auto& allowed = offered.kind == section_kind::audio ? audio_codecs : terms.video_codecs;
  const auto name_of = [&](const rtp_codec& codec) {
    return std::ranges::find_if(allowed, [&](const auto& name) { return is(codec, name); });
  };
  const auto first = std::ranges::find_if(
      offered.codecs, [&](const rtp_codec& codec) { return name_of(codec) != allowed.end(); });
  if (first == offered.codecs.end()) return {};
  std::vector<rtp_codec> chosen{*first};
  chosen.front().name = *name_of(*first);
  std::erase_if(chosen.front().feedback, [](const rtcp_feedback& each) { return !is_known(each); });
  const auto rtx = std::ranges::find_if(
      offered.codecs, [&](const rtp_codec& codec) { return repairs(codec, first->payload_type); });
  if (rtx != offered.codecs.end()) chosen.push_back(*rtx);
  return chosen;
}

std::vector<header_extension> choose_extensions(const media_section& offered, const extension_ids& taken) {
  std::vector<header_extension> chosen;
  for (const auto& extension : offered.extensions) {
    const bool known = std::ranges::find(taken_extensions, extension.uri) != taken_extensions.end();
    if (known && is_free(taken, extension)) chosen.push_back(extension);
  }
  return chosen;
}

std::vector<rtp_encoding> choose_encodings(const media_section& offered,
                                           const std::vector<rtp_codec>& chosen) {
  std::vector<std::uint32_t> ssrcs;
  const auto is_rtx = [&](std::uint32_t ssrc) {
    return std::ranges::find(offered.retransmissions, ssrc, &retransmission::rtx_ssrc) !=
           offered.retransmissions.end();
  };
  if (!chosen.empty() && is(chosen.front(), "VP8")) ssrcs = offered.layers;
  if (const auto first = std::ranges::find_if_not(offered.ssrcs, is_rtx);
      ssrcs.empty() && first != offered.ssrcs.end())
    ssrcs.push_back(*first);
  std::vector<rtp_encoding> encodings;
  for (const auto ssrc : ssrcs) {
    auto& encoding = encodings.emplace_back(rtp_encoding{.ssrc = ssrc});
    const auto rtx = std::ranges::find(offered.retransmissions, ssrc, &retransmission::ssrc);
    if (chosen.size() > 1 && rtx != offered.retransmissions.end()) encoding.rtx_ssrc = rtx->rtx_ssrc;
  }
  return encodings;
}

receivable_codecs find_receivable(const media_section& offered) {
  receivable_codecs found;
  for (const auto& ours : sent_codecs()) {
    for (const auto& codec : offered.codecs) {
      if (!is(codec, ours.codec.name)) continue;
      found[ours.codec.name] |= std::ranges::any_of(
          offered.codecs, [&](const rtp_codec& other) { return repairs(other, codec.payload_type); });
    }
  }
  return found;
}

rtp_parameters sent_parameters(std::string_view codec, const rtp_encoding& encoding, std::string cname,
                               const extension_ids& taken) {
  const auto same_name = [&](const sent_codec& each) { return each.codec.name == codec; };
  const auto& ours = *std::ranges::find_if(sent_codecs(), same_name);
  const bool video = ours.codec.clock_rate == video_clock_rate;
  rtp_parameters parameters{.mid = {},
                            .codecs = {ours.codec},
                            .extensions = {},
                            .encodings = {encoding},
                            .cname = std::move(cname)};
  const header_extension counted{.uri = std::string{transport_cc}, .id = 5};
  const header_extension oriented{.uri = std::string{orientation}, .id = 8};
  if (is_free(taken, counted)) parameters.extensions.push_back(counted);
  if (video && is_free(taken, oriented)) parameters.extensions.push_back(oriented);
  parameters.codecs.front().feedback = sent_feedback(video, is_free(taken, counted));
  if (encoding.rtx_ssrc) {
    parameters.codecs.push_back({.name = "rtx",
                                 .payload_type = ours.rtx_payload_type,
                                 .clock_rate = video_clock_rate,
                                 .parameters = {{"apt", std::to_string(ours.codec.payload_type)}}});
  }
  return parameters;
}

}  // namespace flex_video::rooms
