#pragma once

#include "flex_video/net/http.hpp"

#include <string_view>

namespace flex_video::rooms {

/// What the SDK looks for under a host name of Twilio's.
enum class twilio_service {
  signalling,  ///< <region>.vss.twilio.com
  telemetry,   ///< sdkgw.<realm>.twilio.com
};

/// Whether a request for `service` may name this Host. Where a LAN's DNS leads all of Twilio's names to us, a
/// region that Twilio does not have must fail as it does there; every name that is not Twilio's is our own.
bool is_host_of(twilio_service service, std::string_view host);

/// The refusal of such a request: 404 problem "not_found".
net::response no_such_host();

}  // namespace flex_video::rooms
