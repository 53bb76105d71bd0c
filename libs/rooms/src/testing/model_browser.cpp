#include "testing/model_browser.hpp"

#include "signalling/group/session_description_writer.hpp"
#include "signalling/json_document.hpp"
#include "signalling/json_writer.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

bool is_own(const media_section& section) { return !section.mid.starts_with("s"); }

void list_formats(media_section& section) {
  section.formats.clear();
  for (const auto& codec : section.codecs) section.formats.push_back(std::to_string(codec.payload_type));
}

media_section fresh_section(media_kind kind, int mid) {
  const bool audio = kind == media_kind::audio;
  media_section section{.kind = audio ? section_kind::audio : section_kind::video,
                        .mid = std::to_string(mid)};
  if (audio) {
    section.codecs = {{.name = "opus", .payload_type = 109, .clock_rate = 48'000, .channels = 2}};
    section.extensions = {{"urn:ietf:params:rtp-hdrext:ssrc-audio-level", 1}};
  } else {
    section.codecs = {
        {.name = "VP8", .payload_type = 120, .clock_rate = 90'000},
        {.name = "rtx", .payload_type = 124, .clock_rate = 90'000, .parameters = {{"apt", "120"}}}};
  }
  list_formats(section);
  return section;
}

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
}

/// What the server has in a section of its own; what the browser sends in it stays.
void accept(media_section& own, const media_section& offered) {
  own.formats = offered.formats;
  own.codecs = offered.codecs;
  own.extensions = offered.extensions;
}

session_description read(const description& said) {
  auto sdp = unescape_json(said.sdp);
  replace_all(sdp, "a=setup:passive", "a=setup:active");  // the reader is a server's
  return read_session_description(sdp).value();
}

}  // namespace

void model_browser::publish(media_kind kind, std::string track, unsigned layers) {
  tracks_.emplace(std::move(track), own_track{kind, layers});
  offer();
}

void model_browser::unpublish(const std::string& track) {
  tracks_.erase(track);
  offer();
}

void model_browser::restart_ice() {
  ++ufrag_;
  offer();
}

void model_browser::offer() {
  if (offered_) {
    should_offer_ = true;
  } else {
    make_offer();
  }
}

/// A track that is new goes to a section of its kind that sends none, whoever's it is, or to another one.
void model_browser::make_offer() {
  should_offer_ = false;
  auto wanted = sections_;
  if (wanted.empty()) {
    wanted.push_back(fresh_section(media_kind::audio, mids_++));
    wanted.push_back(fresh_section(media_kind::video, mids_++));
  }
  std::set<std::string> sent;
  for (auto& section : wanted) {
    if (!tracks_.contains(section.track)) {
      section.track.clear();
      section.ssrcs.clear();
      section.layers.clear();
    }
    sent.insert(section.track);
  }
  for (const auto& [track, own] : tracks_) {
    if (sent.contains(track)) continue;
    const auto fits = [&, of = own.kind](const media_section& each) {
      return each.track.empty() &&
             each.kind == (of == media_kind::audio ? section_kind::audio : section_kind::video);
    };
    auto at = std::ranges::find_if(wanted, fits);
    if (at == wanted.end()) at = wanted.insert(at, fresh_section(own.kind, mids_++));
    at->track = track;
    for (unsigned layer = 0; layer < own.layers; ++layer) at->ssrcs.push_back(++ssrcs_);
    if (own.layers > 1) at->layers = at->ssrcs;
  }
  offered_ = std::move(wanted);
  std::vector<media_section> said;
  for (const auto& section : *offered_) said.push_back(described(section));
  emit(description_type::offer, ++revision_, said);
}

media_section model_browser::described(const media_section& own) const {
  auto said = own;
  if (own.kind == section_kind::application) return said;
  said.stream = said.track.empty() ? "" : "-";
  said.cname = "c";
  said.direction = said.track.empty() ? media_direction::recvonly : media_direction::sendrecv;
  return said;
}

void model_browser::take(const description& said) {
  if (said.type == description_type::answer) {
    if (said.revision == revision_ && offered_) take_answer(read(said));
    return;
  }
  if (said.revision <= stable_) return;
  if (offered_ && stable_ == 0) {
    queued_ = said;
  } else if (said.type == description_type::create_offer) {
    revision_ = said.revision;
    make_offer();
  } else {
    const bool glare = offered_.has_value();
    offered_.reset();
    revision_ = said.revision;
    take_offer(read(said), said.revision);
    if (glare || should_offer_) make_offer();
  }
}

void model_browser::take_offer(const session_description& said, std::uint32_t revision) {
  const auto& all = said.sections;
  if (all.size() < sections_.size()) return complain("an offer has lost sections");
  std::vector<media_section> answer;
  for (std::size_t at = 0; at < all.size(); ++at) {
    const auto& section = all[at];
    if (at >= sections_.size()) {
      if (is_own(section)) complain("an offer has a new section under our name");
      sections_.push_back({.kind = section.kind, .mid = section.mid});
      remote_.push_back(section);
    } else if (sections_[at].mid != section.mid || sections_[at].kind != section.kind) {
      complain("an offer has another section");
    }
    const auto& before = remote_[at];
    if (sends(before.direction) && sends(section.direction) && before.track != section.track)
      complain("an offer has another track in a section that sends");
    if (!is_own(section)) accept(sections_[at], section);
    answer.push_back(answered(sections_[at], section));
  }
  remote_ = all;
  stable_ = revision;
  emit(description_type::answer, revision, answer);
}

media_section model_browser::answered(const media_section& own, const media_section& offered) const {
  auto said = described(own);
  if (own.kind == section_kind::application) return said;
  const bool sent = tracks_.contains(own.track) && receives(offered.direction);
  if (!sent) said.track = said.stream = "";
  if (!sent) said.ssrcs.clear();
  if (!sent) said.layers.clear();
  said.codecs = offered.codecs;
  said.extensions = offered.extensions;
  list_formats(said);
  const bool received = sends(offered.direction);
  said.direction = sent ? (received ? media_direction::sendrecv : media_direction::sendonly)
                        : (received ? media_direction::recvonly : media_direction::inactive);
  return said;
}

void model_browser::take_answer(const session_description& said) {
  if (said.sections.size() != offered_->size()) return complain("an answer has not all sections");
  for (std::size_t at = 0; at < offered_->size(); ++at) check_answer((*offered_)[at], said.sections[at]);
  sections_ = *std::exchange(offered_, std::nullopt);
  remote_ = said.sections;
  stable_ = revision_;
  if (const auto next = std::exchange(queued_, std::nullopt)) take(*next);
  if (!offered_ && should_offer_) make_offer();
}

void model_browser::check_answer(const media_section& offered, const media_section& answered) {
  if (answered.mid != offered.mid || answered.kind != offered.kind)
    return complain("an answer has another section");
  for (const auto& format : answered.formats) {
    if (std::ranges::find(offered.formats, format) == offered.formats.end())
      complain("an answer has a new format");
  }
  for (const auto& each : answered.extensions) {
    if (std::ranges::find(offered.extensions, each) == offered.extensions.end())
      complain("an answer has a new extension");
  }
  if (receives(answered.direction) && offered.track.empty() && answered.kind != section_kind::application)
    complain("an answer receives what is not sent");
}

void model_browser::emit(description_type type, std::uint32_t revision,
                         const std::vector<media_section>& sections) {
  std::string fingerprint = "0A";
  for (int i = 1; i < 32; ++i) fingerprint += ":0A";
  auto sdp = write_session_description(type, revision,
                                       {.ice_ufrag = "u" + std::to_string(ufrag_),
                                        .ice_password = "p",
                                        .candidates = {},
                                        .fingerprint = fingerprint},
                                       sections);
  replace_all(sdp, "a=setup:passive", "a=setup:active");
  outgoing.push_back({type, revision, escape_json(sdp)});
}

std::set<std::string> model_browser::received() const {
  std::set<std::string> tracks;
  for (const auto& section : remote_) {
    if (sends(section.direction) && !section.track.empty()) tracks.insert(section.track);
  }
  return tracks;
}

}  // namespace flex_video::rooms
