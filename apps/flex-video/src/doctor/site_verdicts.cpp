#include "doctor/site_verdicts.hpp"

#include "flex_video/net/errc.hpp"
#include "flex_video/net/http_client.hpp"

#include <chrono>

namespace flex_video::app::doctor {

verdict judge_reach(const std::string& base_url, const base::result<health_answer>& health) {
  const auto address = base_url + "/healthz";
  const auto* remedy =
      "start serve, and check the proxy in front of it; Twilio and customers must reach it from outside, "
      "which "
      "this host may not be able to see";
  if (health && health->status == 200 && health->says_ok) return fine(address + " answers");
  if (health)
    return warn(address + " answers HTTP " + std::to_string(health->status) + ", and not as flex-video does",
                remedy);
  if (health.error().code == net::client_errc::tls)
    return fail(
        address + " is not trusted: " + health.error().code.message(),
        "have a certificate for this name, with its whole chain, from an authority that browsers know");
  return warn(address + " does not answer from here: " + health.error().code.message(), remedy);
}

verdict judge_certificate(const std::string& base_url, const std::optional<base::time_point>& expires,
                          base::time_point now) {
  constexpr int enough_days = 14;
  if (!base_url.starts_with("https://")) return fine("none is needed on loopback");
  if (!expires) return warn("none was seen at " + base_url, "see the line on the base URL");
  if (*expires <= now) return fail("it has expired, and no browser opens the page", "renew it");
  const auto days = std::chrono::floor<std::chrono::days>(*expires - now).count();
  const auto found = "it is good for " + std::to_string(days) + " more days";
  if (days <= enough_days) return warn(found, "renew it, and see why that did not happen by itself");
  return fine(found);
}

verdict judge_port(const port_found& found) {
  if (!found.refusal)
    return fine(found.port == 0 ? "any free one is taken" : std::to_string(found.port) + " is free");
  const auto port = std::to_string(found.port);
  if (found.held_by_us) return fine(port + " is held by a flex-video that runs");
  if (found.refusal == std::errc::address_in_use)
    return fail(port + " is in use by something else", "stop that, or choose another by --port");
  if (found.refusal == std::errc::permission_denied)
    return fail(port + " is not this user's to take",
                "take one above 1023 behind a proxy, or give the program CAP_NET_BIND_SERVICE");
  if (found.refusal == std::errc::address_not_available)
    return fail("the address is none of this host's", "set --address to one, or to 0.0.0.0");
  if (found.refusal == net::errc::certificate_unusable)
    return fail("the certificate or its key can't be used",
                "check --tls-certificate and --tls-key: PEM, a pair, readable");
  return fail("we can't listen: " + found.refusal.message(), "check --address and --port");
}

}  // namespace flex_video::app::doctor
