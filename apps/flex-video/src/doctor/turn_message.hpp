#pragma once

#include "flex_video/base/secret.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// As much of STUN (RFC 8489) and TURN (RFC 8656) as it takes to ask for a relayed address.
namespace flex_video::app::doctor {

using transaction_id = std::array<std::byte, 12>;

/// What a server asks its clients to sign with.
struct turn_challenge {
  std::string realm;
  std::string nonce;
};

struct turn_caller {
  std::string username;
  base::secret password;
};

/// An Allocate request that nobody signed: a TURN server answers it with a challenge.
std::string write_allocate(const transaction_id& id);
/// The same, signed (long-term credentials: RFC 8489 section 9.2).
std::string write_allocate(const transaction_id& id, const turn_challenge& challenge,
                           const turn_caller& caller);

struct turn_answer {
  bool allocated = false;
  unsigned error = 0;  ///< ERROR-CODE; 0 if there was none
  turn_challenge challenge = {};
};

/// The answer to the Allocate request of that id; nothing if it is none.
std::optional<turn_answer> read_turn_answer(std::string_view bytes, const transaction_id& id);
/// How many bytes the message has that begins so; nothing unless it begins as one. Over TCP they come in
/// pieces.
std::optional<std::size_t> turn_message_size(std::string_view bytes);

}  // namespace flex_video::app::doctor
