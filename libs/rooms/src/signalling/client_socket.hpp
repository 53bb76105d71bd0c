#pragma once

#include "signalling/message_allowance.hpp"
#include "signalling/room.hpp"
#include "signalling/tcmp.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/options.hpp"

#include <optional>

namespace flex_video::rooms {

/// A participant and the room it is in.
struct member {
  room* in;
  participant* who;
};

/// What one open socket is to us: at first nobody's, then a participant's, then dismissed, when the client
/// has been told the end and is expected to close.
struct client_socket {
  client_socket(const room_server_options& options, base::time_point opened, tcmp::reception reception)
      : framing(options.timings, opened, reception),
        allowance(options.limits.messages_at_once, options.limits.message_pause),
        join_by(opened + options.timings.join) {}

  base::time_point next_deadline() const {
    return join_by ? std::min(*join_by, framing.next_deadline()) : framing.next_deadline();
  }

  tcmp framing;
  message_allowance allowance;
  std::optional<rooms::member> member;
  bool dismissed = false;
  std::optional<base::time_point>
      join_by;  ///< set while it is nobody's: it must be in a room, or gone, by then
  unsigned messages_before_joining = 0;
};

}  // namespace flex_video::rooms
