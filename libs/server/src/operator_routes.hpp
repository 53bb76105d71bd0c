#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/net/router.hpp"

#include <functional>

namespace flex_video::server {

class metrics;

/// Adds what operators and their tools ask: /healthz (the process answers), /readyz (it can do its work),
/// and /metrics, which answers loopback alone unless `token` is set and given as its bearer. `draining` may
/// be empty. Everything passed must outlive the router.
void add_operator_routes(net::router& router, core::session_store& store,
                         const std::function<bool()>& draining, const metrics& counts,
                         const base::secret& token);

}  // namespace flex_video::server
