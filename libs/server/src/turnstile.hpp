#pragma once

#include "rate_limiter.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/server/metrics.hpp"
#include "flex_video/server/rate_limits.hpp"

namespace flex_video::server {

/// Lets callers through as often as their kind may come. Each refuses with wire::errc::rate_limited, whose
/// detail is the whole seconds to wait. Any thread.
class turnstile {
 public:
  /// Throws std::invalid_argument if a rate is 0. `clock` and `counts` must outlive this.
  turnstile(const rate_limits& rates, const base::clock& clock, metrics& counts);

  /// Whoever is at the request's address; to be asked before anything that costs.
  base::result<void> pass_address(const net::request& request);
  /// Whoever holds a genuine link of the session.
  base::result<void> pass_link(const core::session_id& session);
  base::result<void> pass_worker(const core::worker_sid& worker);

 private:
  base::result<void> pass(rate_limiter& limiter, caller_kind kind, std::string_view caller);

  rate_limiter addresses_;
  rate_limiter links_;
  rate_limiter workers_;
  metrics& counts_;
};

}  // namespace flex_video::server
