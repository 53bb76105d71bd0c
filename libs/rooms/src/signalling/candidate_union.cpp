#include "signalling/candidate_union.hpp"

#include <algorithm>

namespace flex_video::rooms {
namespace {

/// Candidates of the ufrag before an ICE restart may still be under way; older ones are of no use to anybody.
constexpr std::size_t ufrags_kept = 3;

}  // namespace

std::optional<ice_state> candidate_union::add(const ice_state& news) {
  auto& [heard_revision, state] = entry(news);
  if (state.revision > 0 && news.revision <= heard_revision) return std::nullopt;
  heard_revision = news.revision;
  bool changed = news.complete && !state.complete;
  state.complete = state.complete || news.complete;
  for (const auto& candidate : news.candidates) {
    const auto same = [&](const auto& known) { return known.candidate == candidate.candidate; };
    if (state.candidates.size() >= most_candidates_) break;
    if (std::any_of(state.candidates.begin(), state.candidates.end(), same)) continue;
    state.candidates.push_back(candidate);
    changed = true;
  }
  if (!changed) return std::nullopt;
  ++state.revision;
  return state;
}

std::optional<ice_state> candidate_union::newest() const {
  if (by_age_.empty() || by_age_.back().state.revision == 0) return std::nullopt;
  return by_age_.back().state;
}

candidate_union::gathered& candidate_union::entry(const ice_state& news) {
  const auto same = [&](const auto& known) { return known.state.ufrag == news.ufrag; };
  const auto known = std::find_if(by_age_.begin(), by_age_.end(), same);
  if (known != by_age_.end()) return *known;
  if (by_age_.size() == ufrags_kept) by_age_.erase(by_age_.begin());
  return by_age_.emplace_back(news.revision, ice_state{.ufrag = news.ufrag, .revision = 0, .candidates = {}});
}

}  // namespace flex_video::rooms
