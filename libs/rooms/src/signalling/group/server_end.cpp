#include "signalling/group/server_end.hpp"

#include "signalling/group/session_description_writer.hpp"
#include "signalling/json_document.hpp"
#include "signalling/json_writer.hpp"
#include "signalling/signalling_errc.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace flex_video::rooms {
namespace {

/// A client counts by ones; what is beyond leaves no room for ours.
constexpr std::uint32_t most_revision = 1'000'000'000;

/// Nothing of what makes a producer is another. The rest of the parameters differs between descriptions of
/// the same.
bool same_media(const incoming_media& one, const incoming_media& other) {
  const auto same_codec = [](const rtp_codec& a, const rtp_codec& b) {
    return a.payload_type == b.payload_type && a.name == b.name;
  };
  return one.mid == other.mid && one.track == other.track &&
         one.parameters.encodings == other.parameters.encodings &&
         std::ranges::equal(one.parameters.codecs, other.parameters.codecs, same_codec);
}

bool has(const std::vector<incoming_media>& all, const incoming_media& media) {
  return std::ranges::any_of(all, [&](const incoming_media& each) { return same_media(each, media); });
}

}  // namespace

server_end::server_end(media_terms terms, base::random_source& random, beginning how)
    : random_(random), sections_(std::move(terms)) {
  if (how == beginning::offered) return;
  highest_ = 1;
  actions_.push_back(say_description{{description_type::create_offer, highest_, {}}});
}

void server_end::opened(transport_parameters transport) {
  transport_ = std::move(transport);
  answer_if_possible();
}

void server_end::restarted(ice_credentials credentials) {
  transport_->ice_ufrag = std::move(credentials.ufrag);
  transport_->ice_password = std::move(credentials.password);
  restarting_ = false;
  answer_if_possible();
}

base::result<far_end::outcome> server_end::take(const description& said) {
  if (said.type == description_type::close) closed_ = true;
  if (closed_) return far_end::outcome::closed;
  const auto taken = said.type == description_type::offer ? take_offer(said) : take_answer(said);
  if (!taken) return std::unexpected{taken.error()};
  return far_end::outcome::open;
}

base::result<session_description> server_end::read(const description& said) const {
  if (said.revision > most_revision)
    return base::fail(signalling_errc::description_invalid, "too high a revision");
  auto read = read_session_description(unescape_json(said.sdp));
  if (read && browser_ && read->fingerprint != *browser_)
    return base::fail(signalling_errc::description_invalid, "another certificate");
  return read;
}

base::result<void> server_end::take_offer(const description& said) {
  const auto answered = held_ ? held_->revision : open_ ? *open_ : stable_;
  if (said.revision <= answered) return {};
  auto offered = read(said);
  if (!offered) return std::unexpected{offered.error()};
  if (const auto checked = sections_.check_offer(*offered); !checked) return checked;
  highest_ = std::max(highest_, said.revision);
  // A client that goes on has answered our offer, and its answer was lost.
  if (open_) {
    stable_ = *std::exchange(open_, std::nullopt);
    tell(sections_.take_answer(*offered));
  }
  if (!browser_) actions_.push_back(connect_transport{browser_.emplace(offered->fingerprint)});
  if (stable_ != 0 && ufrag_ != offered->ice_ufrag && !std::exchange(restarting_, true))
    actions_.push_back(restart_transport{});
  ufrag_ = offered->ice_ufrag;
  held_ = {said.revision, *std::move(offered)};
  answer_if_possible();
  return {};
}

base::result<void> server_end::take_answer(const description& said) {
  if (said.revision != open_) return {};
  const auto answered = read(said);
  if (!answered) return std::unexpected{answered.error()};
  if (const auto checked = sections_.check_answer(*answered); !checked) return checked;
  stable_ = *std::exchange(open_, std::nullopt);
  tell(sections_.take_answer(*answered));
  compare_incoming();
  return {};
}

void server_end::answer_if_possible() {
  if (!held_ || !transport_ || restarting_) return;
  const auto offered = *std::exchange(held_, std::nullopt);
  tell(sections_.take_offer(offered.description));
  stable_ = offered.revision;
  compare_incoming();
  say(description_type::answer, offered.revision, sections_.answer());
}

void server_end::offer_if_due() {
  if (closed_ || stable_ == 0 || open_ || held_ || !sections_.offer_due()) return;
  open_ = ++highest_;
  say(description_type::offer, highest_, sections_.offer());
}

void server_end::tell(std::vector<outgoing_outcome> outcomes) {
  for (auto& each : outcomes) {
    if (each.accepted)
      actions_.push_back(start_subscription{std::move(each.id)});
    else
      actions_.push_back(fail_subscription{std::move(each.id)});
  }
}

void server_end::compare_incoming() {
  auto now = sections_.incoming();
  for (const auto& before : incoming_) {
    if (!has(now, before)) actions_.push_back(stop_media{before.mid});
  }
  for (const auto& media : now) {
    if (!has(incoming_, media)) actions_.push_back(start_media{media});
  }
  incoming_ = std::move(now);
  if (!data_told_ && sections_.has_data()) {
    data_told_ = true;
    actions_.push_back(open_data{});
  }
}

void server_end::say(description_type type, std::uint32_t revision, std::span<const media_section> sections) {
  const auto sdp = write_session_description(type, ++version_, *transport_, sections);
  description said{type, revision, escape_json(sdp)};
  (type == description_type::offer ? offer_ : answer_) = said;
  actions_.push_back(say_description{std::move(said)});
}

base::result<rtp_parameters> server_end::subscribe(const subscription& wanted) {
  const auto same_id = [&](const outgoing_media& each) { return each.id == wanted.id; };
  if (std::ranges::any_of(sections_.outgoing(), same_id))
    throw std::logic_error{"a subscription's id is used twice"};
  const auto codec = sections_.receivable().find(wanted.codec);
  if (codec == sections_.receivable().end())
    return base::fail(signalling_errc::codec_unsupported, wanted.codec);
  rtp_encoding encoding{.ssrc = fresh_ssrc()};
  if (codec->second) encoding.rtx_ssrc = fresh_ssrc();
  auto parameters = sent_parameters(wanted.codec, encoding, wanted.stream, sections_.taken_ids());
  sections_.add({wanted.id, wanted.kind, wanted.stream, parameters});
  return parameters;
}

void server_end::unsubscribe(std::string_view id) { sections_.remove(id); }

std::uint32_t server_end::fresh_ssrc() {
  std::uint32_t ssrc = 0;
  do {
    std::array<std::byte, sizeof ssrc> bytes;
    random_.fill(bytes);
    ssrc = std::bit_cast<std::uint32_t>(bytes);
  } while (ssrc == 0 || !ssrcs_.insert(ssrc).second);
  return ssrc;
}

std::vector<server_end_action> server_end::take_actions(bool may_offer) {
  if (may_offer) offer_if_due();
  return std::exchange(actions_, {});
}

std::vector<description> server_end::recall() const {
  std::vector<description> said;
  if (closed_) return said;
  if (stable_ == 0 && !held_ && highest_ == 1) said.push_back({description_type::create_offer, highest_, {}});
  if (answer_ && answer_->revision == stable_) said.push_back(*answer_);
  if (open_) said.push_back(*offer_);
  return said;
}

bool server_end::carries(std::string_view track) const {
  return std::ranges::find(incoming_, track, &incoming_media::track) != incoming_.end();
}

std::optional<std::uint32_t> server_end::settled() const {
  if (stable_ == 0 || open_ || held_ || sections_.offer_due()) return std::nullopt;
  return stable_;
}

description server_end::farewell() const { return {description_type::close, highest_ + 1, {}}; }

}  // namespace flex_video::rooms
