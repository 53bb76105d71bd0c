#pragma once

#include "signalling/candidate_union.hpp"
#include "signalling/far_end.hpp"
#include "signalling/negotiation.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace flex_video::rooms {

/// Where a far end puts what its client must hear.
using peer_connection_sink = std::function<void(peer_connection_state)>;

/// The two ends of a peer connection between two clients. Each end is the far end of one client and speaks to
/// the other one's sink; they share their state and may go in any order.
struct relay_ends {
  std::unique_ptr<far_end> first;
  std::unique_ptr<far_end> second;
};

/// A relay whose first end's client is asked for an offer: recall() of the first end says so until it came.
/// Unless both have come to the revision `stable` before (far_end::settled), when it goes on from there.
/// `to_first` and `to_second` reach the clients and must live as long as either end.
relay_ends make_relay(std::string id, std::size_t most_candidates, peer_connection_sink to_first,
                      peer_connection_sink to_second, std::uint32_t stable = 0);

}  // namespace flex_video::rooms
