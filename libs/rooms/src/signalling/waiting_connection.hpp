#pragma once

#include "signalling/candidate_union.hpp"
#include "signalling/messages.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

namespace flex_video::rooms {

/// The peer connection that a client starts with, an offer, while nobody is there to take it. The client goes
/// on gathering candidates for it, so that it can be the shortest way to whoever comes.
class waiting_connection {
 public:
  /// `initial` has a description. Candidates beyond the limit are left out.
  waiting_connection(const peer_connection_state& initial, std::size_t most_candidates)
      : id_(initial.id), offer_(initial.description), candidates_(most_candidates) {
    if (initial.ice) gather(*initial.ice);
  }
  /// One whose offer is not known, and so is never given to anybody.
  explicit waiting_connection(std::string id) : id_(std::move(id)), candidates_(0) {}

  const std::string& id() const { return id_; }
  bool offered() const { return offer_.has_value(); }
  /// What whoever comes must hear.
  peer_connection_state state() const {
    return {.id = id_, .description = offer_, .ice = candidates_.newest()};
  }

  void gather(const ice_state& news) { candidates_.add(news); }
  /// The offer is not given to anybody from here on.
  void withdraw() { offer_.reset(); }

 private:
  std::string id_;
  std::optional<description> offer_;
  candidate_union candidates_;
};

}  // namespace flex_video::rooms
