#pragma once

#include "signalling/message_writer.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/options.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// What `identity` may use from `now` on: none without `turn`. Credentials as coturn takes them with
/// use-auth-secret (draft-uberti-behave-turn-rest-00): the name says until when they hold, the password is
/// its HMAC-SHA1, so that the two servers share nothing but the secret.
std::vector<ice_server> ice_servers_for(const std::optional<turn_service>& turn, std::string_view identity,
                                        base::time_point now);

}  // namespace flex_video::rooms
