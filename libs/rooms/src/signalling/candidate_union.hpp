#pragma once

#include "signalling/messages.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace flex_video::rooms {

/// Everything one end of a peer connection has gathered, by ICE ufrag. The SDK empties its list at every
/// local description, while the receiving SDK only looks at what a longer list has at its end; so what is
/// relayed is a list that only grows, with revisions of its own.
class candidate_union {
 public:
  explicit candidate_union(std::size_t most_candidates) : most_candidates_(most_candidates) {}

  /// The whole list to relay, or nothing if `news` is old or adds nothing. Candidates beyond the limit are
  /// left out.
  std::optional<ice_state> add(const ice_state& news);

  /// The list of the ufrag heard last, for an end that resumes; nothing before the first.
  std::optional<ice_state> newest() const;

 private:
  struct gathered {
    std::uint32_t heard_revision;
    ice_state state;
  };
  gathered& entry(const ice_state& news);

  std::size_t most_candidates_;
  std::vector<gathered> by_age_;  ///< newest last; few: an ICE restart makes a new one
};

}  // namespace flex_video::rooms
