#pragma once

#include "agent_gate.hpp"
#include "cors.hpp"
#include "event_streams.hpp"
#include "guests.hpp"
#include "invitations.hpp"
#include "sessions.hpp"
#include "stills.hpp"
#include "turnstile.hpp"

#include "flex_video/net/router.hpp"

namespace flex_video::server {

/// Adds what agents call from Flex: /v1/sessions and below. Everything passed must outlive the router.
void add_agent_routes(net::router& router, agent_gate& gate, turnstile& turnstile, const cors& flex_origins,
                      sessions& sessions, guests& guests, invitations& invitations, stills& stills,
                      event_streams& streams, const base::clock& clock);

}  // namespace flex_video::server
