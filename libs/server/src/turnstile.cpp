#include "turnstile.hpp"

#include "flex_video/wire/errc.hpp"

#include <string>
#include <string_view>

namespace flex_video::server {

turnstile::turnstile(const rate_limits& rates, const base::clock& clock, metrics& counts)
    : addresses_(rates.address, clock),
      links_(rates.link, clock),
      workers_(rates.worker, clock),
      counts_(counts) {}

base::result<void> turnstile::pass(rate_limiter& limiter, caller_kind kind, std::string_view caller) {
  const auto wait = limiter.check(caller);
  if (!wait) return {};
  counts_.rate_limited(kind);
  return base::fail(wire::errc::rate_limited, std::to_string(wait->count()));
}

base::result<void> turnstile::pass_address(const net::request& request) {
  return pass(addresses_, caller_kind::address, caller_at(request.remote_address));
}

base::result<void> turnstile::pass_link(const core::session_id& session) {
  return pass(links_, caller_kind::link, session.str());
}

base::result<void> turnstile::pass_worker(const core::worker_sid& worker) {
  return pass(workers_, caller_kind::worker, worker.text());
}

}  // namespace flex_video::server
