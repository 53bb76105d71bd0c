#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace flex_video::bench {

/// Both ends' ICE credentials (RFC 8445 section 5.3).
struct ice_pair {
  std::string our_ufrag;
  std::string our_password;
  std::string their_ufrag;
  std::string their_password;
};

/// A Binding request of the controlling agent, which nominates at once (RFC 8445 section 7.1).
std::vector<std::byte> binding_request(const ice_pair& pair);

/// What to answer if `packet` is a Binding request to us; nothing for anything else. It is taken for genuine.
std::optional<std::vector<std::byte>> binding_answer(std::span<const std::byte> packet, const ice_pair& pair);

}  // namespace flex_video::bench
