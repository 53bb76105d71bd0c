#include "signalling/group/connection_sections.hpp"

#include "signalling/signalling_errc.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace flex_video::rooms {
namespace {

/// In kbit/s. Without it, a browser takes long to find that it may send the larger layers of simulcast.
constexpr std::string_view start_bitrate = "2000";

/// As many sections of ours as a description of the client's may have in all.
constexpr std::size_t most_sections = session_description_limits{}.sections;

section_kind section_of(media_kind kind) {
  return kind == media_kind::audio ? section_kind::audio : section_kind::video;
}

void list_formats(media_section& section) {
  section.formats.clear();
  for (const auto& codec : section.codecs) section.formats.push_back(std::to_string(codec.payload_type));
}

media_section rejected(const media_section& said) {
  return {.kind = said.kind,
          .mid = said.mid,
          .rejected = true,
          .direction = media_direction::inactive,
          .formats = said.formats};
}

/// What a section of ours says without a track.
void silence(media_section& ours) {
  ours.direction = media_direction::inactive;
  ours.stream.clear();
  ours.track.clear();
  ours.ssrcs.clear();
  ours.cname.clear();
  ours.retransmissions.clear();
}

void show(media_section& ours, const outgoing_media& media) {
  const auto& encoding = media.parameters.encodings.front();
  ours.direction = media_direction::sendonly;
  ours.stream = media.stream;
  ours.track = media.id;
  ours.codecs = media.parameters.codecs;
  ours.extensions = media.parameters.extensions;
  ours.ssrcs = {encoding.ssrc};
  ours.cname = media.parameters.cname;
  if (encoding.rtx_ssrc) {
    ours.ssrcs.push_back(*encoding.rtx_ssrc);
    ours.retransmissions = {{.ssrc = encoding.ssrc, .rtx_ssrc = *encoding.rtx_ssrc}};
  }
  list_formats(ours);
}

/// Leaves out what `theirs` has not.
void intersect(media_section& ours, const media_section& theirs) {
  std::erase_if(ours.codecs, [&](rtp_codec& codec) {
    const auto same = std::ranges::find(theirs.codecs, codec.payload_type, &rtp_codec::payload_type);
    if (same == theirs.codecs.end()) return true;
    std::erase_if(codec.feedback, [&](const rtcp_feedback& each) {
      return std::ranges::find(same->feedback, each) == same->feedback.end();
    });
    return false;
  });
  std::erase_if(ours.extensions, [&](const header_extension& each) {
    return std::ranges::find(theirs.extensions, each) == theirs.extensions.end();
  });
  list_formats(ours);
}

void receive(media_section& ours) {
  ours.direction =
      ours.direction == media_direction::sendonly ? media_direction::sendrecv : media_direction::recvonly;
}

void tell_start_bitrate(media_section& taken) {
  if (taken.kind == section_kind::video && !taken.codecs.empty())
    taken.codecs.front().parameters.emplace_back("x-google-start-bitrate", start_bitrate);
}

std::unexpected<base::error> refuse(const char* why) {
  return base::fail(signalling_errc::description_invalid, why);
}

}  // namespace

/// What both have of a section.
media_section connection_sections::common(const shared_section& section) {
  auto both = section.ours;
  intersect(both, section.theirs);
  return both;
}

base::result<void> connection_sections::check_offer(const session_description& said) const {
  if (said.sections.size() < sections_.size()) return refuse("a section is missing");
  for (std::size_t at = 0; at < sections_.size(); ++at) {
    const auto& before = sections_[at].ours;
    const auto& now = said.sections[at];
    const bool same = now.mid == before.mid && now.kind == before.kind;
    // RFC 8829 section 5.2.2: only the place of a section that was rejected may be taken by another.
    if (!same && (!before.rejected || now.mid == before.mid)) return refuse("a section is another");
  }
  return {};
}

base::result<void> connection_sections::check_answer(const session_description& said) const {
  if (said.sections.size() != sections_.size()) return refuse("not as many sections as in the offer");
  for (std::size_t at = 0; at < sections_.size(); ++at) {
    const auto& offered = sections_[at].ours;
    const auto& answered = said.sections[at];
    if (answered.mid != offered.mid || answered.kind != offered.kind)
      return refuse("another section than in the offer");
  }
  return {};
}

std::vector<outgoing_outcome> connection_sections::take_offer(const session_description& said) {
  std::vector<outgoing_outcome> outcomes;
  sections_.resize(said.sections.size());
  for (std::size_t at = 0; at < sections_.size(); ++at) {
    auto& section = sections_[at];
    if (section.ours.mid != said.sections[at].mid) section = {};
    if (!section.is_ours) {
      take_client_section(section, said.sections[at]);
    } else {
      section.theirs = said.sections[at];
      section.taken = is_admitted(section, common(section).codecs);
      if (section.theirs.rejected) take_our_section(section, outcomes);
    }
  }
  return outcomes;
}

void connection_sections::take_client_section(shared_section& into, const media_section& said) {
  into.theirs = said;
  into.ours = rejected(said);
  if (said.kind == section_kind::application) {
    into.ours.rejected = said.rejected || has_data();
    return;
  }
  for (const auto& [codec, retransmission] : find_receivable(said)) receivable_[codec] |= retransmission;
  auto codecs = choose_codecs(said, terms_);
  if (said.rejected || codecs.empty()) return;
  into.ours.rejected = false;
  into.ours.codecs = std::move(codecs);
  into.ours.extensions = choose_extensions(said, our_ids());
  into.ours.conference = !said.layers.empty();
  list_formats(into.ours);
  admit(into);
}

bool connection_sections::is_admitted(const shared_section& section,
                                      const std::vector<rtp_codec>& codecs) const {
  const bool wanted = section.ours.kind == section_kind::audio ? terms_.audio : terms_.video;
  return wanted && !section.theirs.rejected && sends(section.theirs.direction) &&
         !section.theirs.track.empty() && !codecs.empty() &&
         !choose_encodings(section.theirs, codecs).empty();
}

void connection_sections::admit(shared_section& client) const {
  client.ours.direction =
      is_admitted(client, client.ours.codecs) ? media_direction::recvonly : media_direction::inactive;
}

std::vector<outgoing_outcome> connection_sections::take_answer(const session_description& said) {
  std::vector<outgoing_outcome> outcomes;
  for (std::size_t at = 0; at < sections_.size(); ++at) {
    auto& section = sections_[at];
    if (section.ours.mid != said.sections[at].mid) continue;  // its place was taken, in an offer
    section.theirs = said.sections[at];
    if (section.is_ours) {
      section.taken = section.taken && is_admitted(section, common(section).codecs);
      take_our_section(section, outcomes);
    } else if (section.theirs.rejected) {
      section.ours = rejected(section.ours);
    } else if (!section.ours.rejected && section.ours.kind != section_kind::application) {
      admit(section);
    }
  }
  return outcomes;
}

void connection_sections::take_our_section(shared_section& into, std::vector<outgoing_outcome>& outcomes) {
  const bool taken = !into.theirs.rejected && receives(into.theirs.direction);
  if (into.carries && is_wanted(*into.carries) && !(taken && into.accepted)) {
    outcomes.push_back({.id = *into.carries, .accepted = taken});
    if (!taken) remove(outcomes.back().id);
  }
  into.accepted = into.carries && taken;
  if (into.theirs.rejected) {
    into.ours = rejected(into.ours);
    into.carries.reset();
  }
  into.free = !into.carries && !into.ours.rejected;
}

std::vector<media_section> connection_sections::answer() const {
  std::vector<media_section> all;
  for (const auto& section : sections_) {
    auto& said = all.emplace_back(section.ours);
    if (!section.is_ours) {
      tell_start_bitrate(said);
      continue;
    }
    intersect(said, section.theirs);
    if (!receives(section.theirs.direction)) silence(said);
    if (section.taken) receive(said);
    if (said.codecs.empty()) said = rejected(section.theirs);
  }
  return all;
}

std::vector<media_section> connection_sections::offer() {
  for (auto& section : sections_) {
    if (!section.carries || is_wanted(*section.carries)) continue;
    silence(section.ours);
    section.carries.reset();
    section.accepted = false;
  }
  if (!has_data_section()) append(section_kind::application).formats = {"webrtc-datachannel"};
  for (const auto& media : outgoing_) {
    if (!is_placed(media.id) && has_place(section_of(media.kind))) place(media);
  }
  std::vector<media_section> all;
  for (const auto& section : sections_) {
    auto& said = all.emplace_back(section.ours);
    if (!section.is_ours) tell_start_bitrate(said);
    if (section.taken) receive(said);
  }
  return all;
}

bool connection_sections::offer_due() const {
  const auto ended = [&](const shared_section& each) { return each.carries && !is_wanted(*each.carries); };
  const auto waits = [&](const outgoing_media& each) {
    return !is_placed(each.id) && has_place(section_of(each.kind));
  };
  return !has_data_section() || std::ranges::any_of(sections_, ended) ||
         std::ranges::any_of(outgoing_, waits);
}

void connection_sections::place(const outgoing_media& media) {
  const auto kind = section_of(media.kind);
  const auto fits = [&](const shared_section& each) { return each.free && each.ours.kind == kind; };
  auto at = std::ranges::find_if(sections_, fits);
  if (at == sections_.end()) {
    append(kind);
    at = std::prev(sections_.end());
    at->is_ours = true;
  }
  show(at->ours, media);
  at->carries = media.id;
  at->free = false;
}

bool connection_sections::has_place(section_kind kind) const {
  return sections_.size() < most_sections ||
         std::ranges::any_of(
             sections_, [&](const shared_section& each) { return each.free && each.ours.kind == kind; });
}

media_section& connection_sections::append(section_kind kind) {
  const auto is_used = [&](const std::string& mid) {
    return std::ranges::any_of(sections_, [&](const shared_section& each) { return each.ours.mid == mid; });
  };
  auto number = sections_.size();
  auto mid = "s" + std::to_string(number);
  while (is_used(mid)) mid = "s" + std::to_string(++number);
  auto& added = sections_.emplace_back();
  added.ours.kind = kind;
  added.ours.mid = mid;
  return added.ours;
}

extension_ids connection_sections::taken_ids() const {
  extension_ids ids;
  for (const auto& section : sections_) {
    if (section.is_ours) continue;
    for (const auto& each : section.ours.extensions) ids.emplace(each.id, each.uri);
  }
  return ids;
}

extension_ids connection_sections::our_ids() const {
  extension_ids ids;
  const auto add = [&](const std::vector<header_extension>& extensions) {
    for (const auto& each : extensions) ids.emplace(each.id, each.uri);
  };
  for (const auto& section : sections_) {
    if (section.is_ours) add(section.ours.extensions);
  }
  for (const auto& media : outgoing_) add(media.parameters.extensions);
  return ids;
}

void connection_sections::add(outgoing_media media) { outgoing_.push_back(std::move(media)); }

void connection_sections::remove(std::string_view id) {
  std::erase_if(outgoing_, [&](const outgoing_media& each) { return each.id == id; });
}

bool connection_sections::is_wanted(std::string_view id) const {
  return std::ranges::find(outgoing_, id, &outgoing_media::id) != outgoing_.end();
}

bool connection_sections::is_placed(std::string_view id) const {
  return std::ranges::any_of(sections_, [&](const shared_section& each) { return each.carries == id; });
}

std::vector<incoming_media> connection_sections::incoming() const {
  std::vector<incoming_media> all;
  for (const auto& section : sections_) {
    const auto& theirs = section.theirs;
    const auto ours = section.is_ours ? common(section) : section.ours;
    if (section.is_ours ? !section.taken : ours.direction != media_direction::recvonly) continue;
    // Chromium has a track twice that was published again; one of them is enough.
    if (std::ranges::find(all, theirs.track, &incoming_media::track) != all.end()) continue;
    all.push_back({.mid = ours.mid,
                   .kind = ours.kind == section_kind::audio ? media_kind::audio : media_kind::video,
                   .track = theirs.track,
                   .parameters = {.mid = ours.mid,
                                  .codecs = ours.codecs,
                                  .extensions = ours.extensions,
                                  .encodings = choose_encodings(theirs, ours.codecs),
                                  .cname = theirs.cname}});
  }
  return all;
}

bool connection_sections::has_data_section() const {
  return std::ranges::any_of(
      sections_, [](const shared_section& each) { return each.ours.kind == section_kind::application; });
}

bool connection_sections::has_data() const {
  return std::ranges::any_of(sections_, [](const shared_section& each) {
    return each.ours.kind == section_kind::application && !each.ours.rejected && !each.theirs.mid.empty();
  });
}

}  // namespace flex_video::rooms
