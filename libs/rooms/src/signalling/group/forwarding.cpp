#include "signalling/group/forwarding.hpp"

#include "signalling/words.hpp"

#include "flex_video/base/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <variant>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

constexpr auto router_pause = 250ms;  ///< between two tries to have one
/// For one who comes to a new router late: a browser may hang.
constexpr auto longest_gathering = 700ms;

template <class... Case>
struct cases : Case... {
  using Case::operator()...;
};

bool listed(const std::vector<peer_connection_state>& states, const std::string& id) {
  return std::ranges::find(states, id, &peer_connection_state::id) != states.end();
}

template <class Peers>
auto* find_in(Peers& peers, const participant& who) {
  const auto found = std::ranges::find_if(peers, [&](const peer& each) { return &each.who == &who; });
  return found == peers.end() ? nullptr : &*found;
}

}  // namespace

forwarding::forwarding(const room_terms& terms, forwarding_services services)
    : terms_(terms), services_(std::move(services)), signals_(services_.clock, services_.limits, [this] {
        settle();
        services_.changed();
      }) {}

base::result<void> forwarding::prepare() {
  if (router_) return {};
  auto opened = services_.media.open_router([this](const media_event& told) { on(told); });
  if (!opened) return std::unexpected{opened.error()};
  router_ = *std::move(opened);
  return {};
}

bool forwarding::free(const std::string& id) const {
  return std::ranges::none_of(peers_, [&](const auto& each) { return each.connection == id; });
}

void forwarding::introduce(participant& newcomer, const std::optional<peer_connection_state>& initial,
                           std::span<participant* const>) {
  if (initial) {
    connect(newcomer, initial->id, server_end::beginning::offered);
    hear(newcomer, *initial);
  } else {
    renew(newcomer);
  }
}

void forwarding::connect(participant& who, std::string connection, server_end::beginning how) {
  const auto transport = transport_id{++last_id_};
  peers_.push_back({.who = who,
                    .connection = std::move(connection),
                    .transport = transport,
                    .end = server_end{terms_for(who), services_.random, how}});
  router_->open_transport(transport, [this, transport](const transport_parameters& parameters) {
    auto* const opened = find(transport);
    if (!opened) return;
    opened->data.emplace(*router_, transport);
    opened->end.opened(parameters);
    tracks_changed_ = true;  // it is ready for all of them now, and may bring none itself
    settle();
    services_.changed();
  });
}

void forwarding::hear(participant& from, const peer_connection_state& said) {
  auto* const one = find(from);
  if (!one || one->connection != said.id || !said.description) return;
  const bool was_ready = one->end.ready();
  const auto outcome = one->end.take(*said.description);
  if (!was_ready) tracks_changed_ = true;  // to it, all are new
  if (!outcome || *outcome != far_end::outcome::open) renew(from);
  settle();
}

void forwarding::renew(participant& who) {
  if (auto* const old = find(who)) {
    old->tell(old->end.farewell());
    drop(*old);
    who.tell_subscriptions();
  }
  if (!prepare()) {
    without_router_.insert(&who);
    try_again_at_ = services_.clock.now() + router_pause;
    return;
  }
  connect(who, new_id(), server_end::beginning::asked);
}

void forwarding::drop(peer& old) {
  for (auto& [mid, media] : old.sends) stop_producing(media);
  router_->close_transport(old.transport);
  tracks_changed_ = true;
  peers_.remove_if([&](const peer& each) { return &each == &old; });
}

void forwarding::publish(participant& from) {
  auto* const one = find(from);
  if (!one) return;
  produce(*one);
  publish_data(*one);
  tracks_changed_ = true;  // rules may go by a priority
  settle();
}

void forwarding::resubscribe(participant&) {
  tracks_changed_ = true;
  settle();
}

std::vector<subscribed_view::track> forwarding::subscriptions(const participant& of,
                                                              std::span<participant* const>) const {
  std::vector<subscribed_view::track> all;
  const auto* const one = find(of);
  if (!one) return all;
  for (const auto& [sid, track] : one->receives) all.push_back({.id = track.id, .sid = sid});
  for (const auto& [sid, track] : one->receives_data) all.push_back({.id = track.id, .sid = sid});
  return all;
}

std::optional<media_signalling_view> forwarding::media_signalling(const participant& to) const {
  const auto* const one = find(to);
  return one ? offered_channels(to.wishes().media_signaling, one->connection) : media_signalling_view{};
}

void forwarding::reunite(participant& back, const std::vector<peer_connection_state>& known,
                         std::span<participant* const>) {
  const auto* const one = find(back);
  if (one && listed(known, one->connection)) return publish(back);  // it may have changed meanwhile
  renew(back);
  settle();
}

std::vector<std::vector<peer_connection_state>> forwarding::recall(const participant& back) const {
  const auto* const one = find(back);
  if (!one) return {};
  std::vector<peer_connection_state> states;
  for (auto& said : one->end.recall())
    states.push_back({.id = one->connection, .description = std::move(said), .ice = {}});
  if (states.empty()) states.push_back({.id = one->connection, .description = {}, .ice = {}});
  return {std::move(states)};
}

void forwarding::separate(participant& gone) {
  without_router_.erase(&gone);
  if (auto* const one = find(gone)) drop(*one);
  signals_.forget(gone);
  settle();
  if (peers_.empty()) router_.reset();
}

std::optional<base::time_point> forwarding::next_deadline() const {
  auto next = router_ ? signals_.next_deadline() : std::nullopt;
  for (const auto& other : {try_again_at_, gathers_until_})
    if (other && (!next || *other < *next)) next = other;
  return next;
}

bool forwarding::advance() {
  if (try_again_at_ && *try_again_at_ <= services_.clock.now()) {
    try_again_at_.reset();
    for (auto* const who : std::exchange(without_router_, {})) renew(*who);
  }
  settle();
  return false;
}

void forwarding::on(const media_event& told) {
  if (const auto* const packet = std::get_if<packet_received>(&told)) {
    if (services_.recording) services_.recording->take(*packet);
    return;  // of which there are hundreds a second
  }
  if (const auto* const data = std::get_if<data_received>(&told); data && !take_data(*data)) return;
  std::visit(cases{[&](const router_lost&) { relocate(); },
                   [&](const transport_broken& broken) {
                     if (auto* const one = find(broken.transport)) renew(one->who);
                   },
                   [&](const speaker_changed& heard) { signals_.heard(heard.producer); },
                   [&](const sctp_connected& ready) { connect_data(ready.transport); }, [](const auto&) {}},
             told);
  settle();
  services_.changed();
}

/// The clients keep their tracks, and offer them again on the connections that they are asked for.
void forwarding::relocate() {
  std::vector<participant*> all;
  for (auto& each : peers_) {
    all.push_back(&each.who);
    for (const auto& [mid, media] : each.sends) end_recording(media);
    each.tell(each.end.farewell());
    each.who.tell_subscriptions();
  }
  peers_.clear();
  former_ = std::move(router_);
  gathers_until_ = services_.clock.now() + longest_gathering;
  for (auto* const who : all) renew(*who);
}

void forwarding::settle() {
  settle_peers(false);
  if (!gathers()) settle_peers(true);
  if (router_) signals_.settle(peers_, *router_);
}

/// What comes in several offers takes a round trip for each.
bool forwarding::gathers() {
  const bool complete = without_router_.empty() && std::ranges::all_of(peers_, [](const peer& each) {
                          return each.end.ready() || !each.who.socket();
                        });
  if (complete || (gathers_until_ && *gathers_until_ <= services_.clock.now())) gathers_until_.reset();
  return gathers_until_.has_value();
}

void forwarding::settle_peers(bool may_offer) {
  bool more = true;
  while (more) {
    more = false;
    for (auto& each : peers_) more = perform_actions(each, may_offer) || more;
    if (!std::exchange(tracks_changed_, false)) continue;
    for (auto& each : peers_) {
      subscribe(each);
      subscribe_data(each);
    }
    more = true;
  }
}

bool forwarding::perform_actions(peer& of, bool may_offer) {
  const auto actions = of.end.take_actions(may_offer);
  for (const auto& asked : actions) perform(of, asked);
  return !actions.empty();
}

void forwarding::perform(peer& of, const server_end_action& asked) {
  std::visit(cases{[&](const say_description& say) { of.tell(say.description); },
                   [&](const connect_transport& how) { router_->connect(of.transport, how.browser); },
                   [&](const restart_transport&) {
                     router_->restart_ice(
                         of.transport, [this, transport = of.transport](const ice_credentials& credentials) {
                           auto* const restarted = find(transport);
                           if (!restarted) return;
                           restarted->end.restarted(credentials);
                           settle();
                           services_.changed();
                         });
                   },
                   [&](const start_media& started) {
                     const auto& media = started.media;
                     of.sends.insert_or_assign(media.mid, sent_media{.track = media.track,
                                                                     .kind = media.kind,
                                                                     .parameters = media.parameters});
                     produce(of);
                   },
                   [&](const stop_media& media) {
                     const auto stopped = of.sends.find(media.mid);
                     if (stopped == of.sends.end()) return;
                     stop_producing(stopped->second);
                     of.sends.erase(stopped);
                   },
                   [&](const rooms::start_subscription& ready) { start_subscription(of, ready.id); },
                   [&](const rooms::fail_subscription& failed) { fail_subscription(of, failed.id); },
                   [&](const open_data&) {}},
             asked);
}

const peer* forwarding::find(const participant& who) const { return find_in(peers_, who); }

peer* forwarding::find(const participant& who) { return find_in(peers_, who); }

peer* forwarding::find(transport_id transport) {
  const auto found = std::ranges::find(peers_, transport, &peer::transport);
  return found == peers_.end() ? nullptr : &*found;
}

media_terms forwarding::terms_for(const participant& who) const {
  media_terms terms{.audio = who.tracks().permitted(),
                    .video = who.tracks().permitted() && !terms_.audio_only,
                    .video_codecs = {}};
  for (const auto codec : terms_.video_codecs) terms.video_codecs.emplace_back(word_of(codec));
  return terms;
}

std::string forwarding::new_id() {
  std::array<std::byte, 16> bytes;
  services_.random.fill(bytes);
  return base::to_hex(bytes);
}

}  // namespace flex_video::rooms
