#pragma once

#include "agent_gate.hpp"
#include "cors.hpp"
#include "original_tokens.hpp"
#include "turnstile.hpp"

#include "flex_video/net/router.hpp"

namespace flex_video::server {

/// Adds the original design's /get-tokens and /get-tokens.js. `insecure` asks nobody for a Flex token.
/// Everything passed must outlive the router.
void add_original_routes(net::router& router, agent_gate& gate, turnstile& turnstile,
                         const cors& flex_origins, original_tokens& tokens, bool insecure);

}  // namespace flex_video::server
