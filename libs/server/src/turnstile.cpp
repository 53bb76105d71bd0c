#include "turnstile.hpp"

#include "flex_video/wire/errc.hpp"

#include <string>
#include <string_view>

namespace flex_video::server {
namespace {

base::result<void> pass(rate_limiter& limiter, std::string_view caller) {
  const auto wait = limiter.check(caller);
  if (wait) return base::fail(wire::errc::rate_limited, std::to_string(wait->count()));
  return {};
}

}  // namespace

turnstile::turnstile(const rate_limits& rates, const base::clock& clock)
    : addresses_(rates.address, clock), links_(rates.link, clock), workers_(rates.worker, clock) {}

base::result<void> turnstile::pass_address(const net::request& request) {
  return pass(addresses_, caller_at(request.remote_address));
}

base::result<void> turnstile::pass_link(const core::session_id& session) {
  return pass(links_, session.str());
}

base::result<void> turnstile::pass_worker(const core::worker_sid& worker) {
  return pass(workers_, worker.text());
}

}  // namespace flex_video::server
