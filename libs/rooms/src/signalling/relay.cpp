#include "signalling/relay.hpp"

#include "signalling/sdp.hpp"

#include <algorithm>
#include <array>

namespace flex_video::rooms {
namespace {

constexpr std::size_t index(side of) { return of == side::first ? 0 : 1; }

/// What the two ends share. SDP and candidates pass through untouched.
class relay {
 public:
  relay(std::string id, std::size_t most_candidates, peer_connection_sink to_first,
        peer_connection_sink to_second, std::uint32_t stable)
      : id_(std::move(id)),
        sinks_{std::move(to_first), std::move(to_second)},
        candidates_{candidate_union{most_candidates}, candidate_union{most_candidates}},
        negotiation_(stable),
        begun_(stable != 0) {}

  far_end::outcome take(side from, const peer_connection_state& said) {
    peer_connection_state news{.id = id_, .description = {}, .ice = {}};
    if (said.description) {
      const auto outcome = take(from, *said.description, news);
      if (outcome != far_end::outcome::open) return outcome;
    }
    if (said.ice) news.ice = candidates_[index(from)].add(*said.ice);
    if (news.description || news.ice) sinks_[index(opposite(from))](std::move(news));
    return far_end::outcome::open;
  }

  /// An answer may have been lost on the way, and with it the offer its sender made right after; the client
  /// needs both, in this order.
  std::vector<peer_connection_state> recall(side to) const {
    const auto& ice = candidates_[index(opposite(to))];
    std::vector<peer_connection_state> states;
    const auto say = [&](const description& said) {
      states.push_back({.id = id_, .description = said, .ice = {}});
    };
    if (!begun_ && to == side::second) return states;
    if (!begun_) say({description_type::create_offer, 1, {}});
    if (answer_ && answerer_ == opposite(to)) say(*answer_);
    if (offer_ && negotiation_.offerer() == opposite(to)) say(*offer_);
    if (states.empty()) states.push_back({.id = id_, .description = {}, .ice = {}});
    states.front().ice = ice.newest();
    return states;
  }

  bool complete(side of, const std::vector<publication>& published) const {
    if (!settled()) return false;
    const auto& sent = sent_[index(of)];
    const auto carried = [&](const publication& track) {
      const auto is_it = [&](const auto& section) { return section.second == track.id; };
      return track.kind == track_kind::data || std::any_of(sent->begin(), sent->end(), is_it);
    };
    return !sent || std::all_of(published.begin(), published.end(), carried);
  }

  std::optional<std::uint32_t> settled() const { return negotiation_.settled(); }

  peer_connection_state farewell() const {
    return {.id = id_,
            .description = description{description_type::close, negotiation_.last_revision(), {}},
            .ice = {}};
  }

 private:
  far_end::outcome take(side from, const description& said, peer_connection_state& news) {
    if (said.type == description_type::close) return far_end::outcome::closed;
    const bool offer = said.type == description_type::offer;
    const auto verdict =
        offer ? negotiation_.offer(from, said.revision) : negotiation_.answer(from, said.revision);
    if (verdict == negotiation::verdict::deadlock) return far_end::outcome::deadlocked;
    if (verdict == negotiation::verdict::drop) return far_end::outcome::open;
    auto tracks = read_tracks(said.sdp);
    if ((offer && tracks.track_twice) || swaps_track(from, std::move(tracks.sent)))
      return far_end::outcome::deadlocked;
    begun_ = true;
    if (offer) {
      offer_ = said;
    } else {
      if (!negotiation_.offerer()) offer_.reset();
      answer_ = said;
      answerer_ = from;
    }
    news.description = said;
    return far_end::outcome::open;
  }

  bool swaps_track(side from, std::optional<sent_tracks> sent) {
    if (!sent) return false;
    auto& before = sent_[index(from)];
    const bool swapped = before && rooms::swaps_track(*before, *sent);
    before = std::move(sent);
    return swapped;
  }

  std::string id_;
  std::array<peer_connection_sink, 2> sinks_;
  std::array<candidate_union, 2> candidates_;
  rooms::negotiation negotiation_;
  bool begun_;
  std::optional<description> offer_;   ///< the unanswered one
  std::optional<description> answer_;  ///< the last one
  side answerer_ = side::first;
  std::array<std::optional<sent_tracks>, 2> sent_;  ///< as far as a description has told
};

class relay_end final : public far_end {
 public:
  relay_end(std::shared_ptr<relay> shared, side client) : relay_(std::move(shared)), client_(client) {}

  outcome take(const peer_connection_state& said) override { return relay_->take(client_, said); }
  std::vector<peer_connection_state> recall() const override { return relay_->recall(client_); }
  bool complete(const std::vector<publication>& published) const override {
    return relay_->complete(client_, published);
  }
  std::optional<std::uint32_t> settled() const override { return relay_->settled(); }
  peer_connection_state farewell() const override { return relay_->farewell(); }

 private:
  std::shared_ptr<relay> relay_;
  side client_;
};

}  // namespace

relay_ends make_relay(std::string id, std::size_t most_candidates, peer_connection_sink to_first,
                      peer_connection_sink to_second, std::uint32_t stable) {
  auto shared = std::make_shared<relay>(std::move(id), most_candidates, std::move(to_first),
                                        std::move(to_second), stable);
  return {.first = std::make_unique<relay_end>(shared, side::first),
          .second = std::make_unique<relay_end>(shared, side::second)};
}

}  // namespace flex_video::rooms
