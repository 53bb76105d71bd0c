#include "operator_routes.hpp"

#include "answers.hpp"

#include "flex_video/server/metrics.hpp"
#include "flex_video/wire/errc.hpp"

namespace flex_video::server {
namespace {

net::response refuse(wire::errc why) { return answer_refusal(base::error{make_error_code(why), {}}); }

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

/// Ready to be sent requests: the store answers, and no end is near.
net::response tell_readiness(core::session_store& store, const std::function<bool()>& draining) {
  if (draining && draining()) return refuse(wire::errc::draining);
  // The cheapest question that the database has to answer itself.
  const auto asked = store.sessions_to_close(1);
  if (!asked) return answer_refusal(asked.error());
  return answer_json(200, wire::to_json(wire::health{"ready"}));
}

net::response tell_metrics(const metrics& counts, const base::secret& token, const net::request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const auto given = request.header("authorization");
  const bool may = token.empty() ? is_loopback(request.remote_address)
                                 : given.starts_with(scheme) && token.matches(given.substr(scheme.size()));
  if (!may) return refuse(wire::errc::metrics_token_wrong);
  net::response answer;
  answer.body = counts.text();
  answer.with("Content-Type", std::string{metrics::content_type});
  add_security_headers(answer);
  return answer;
}

}  // namespace

void add_operator_routes(net::router& router, core::session_store& store,
                         const std::function<bool()>& draining, const metrics& counts,
                         const base::secret& token) {
  router.add(net::method::get, "/healthz",
             [](const net::request&) { return answer_json(200, wire::to_json(wire::health{"ok"})); });
  router.add(
      net::method::get, "/readyz",
      [&store, &draining](const net::request&) { return tell_readiness(store, draining); },
      net::runs_on::worker);
  router.add(net::method::get, "/metrics",
             [&counts, &token](const net::request& request) { return tell_metrics(counts, token, request); });
}

}  // namespace flex_video::server
