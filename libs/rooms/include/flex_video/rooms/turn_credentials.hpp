#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/rooms/options.hpp"

#include <string>
#include <string_view>

namespace flex_video::rooms {

struct turn_credentials {
  std::string username;
  base::secret password;
};

/// What `identity` may use the TURN servers with from `now` on. As coturn takes them with use-auth-secret
/// (draft-uberti-behave-turn-rest-00): the name says until when they hold, the password is its HMAC-SHA1, so
/// that the two servers share nothing but the secret.
turn_credentials turn_credentials_for(const turn_service& service, std::string_view identity,
                                      base::time_point now);

}  // namespace flex_video::rooms
