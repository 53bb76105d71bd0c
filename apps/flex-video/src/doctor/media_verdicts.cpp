#include "doctor/media_verdicts.hpp"

#include "flex_video/net/network.hpp"

#include <algorithm>
#include <array>
#include <thread>

namespace flex_video::app::doctor {
namespace {

const std::string& told(const rooms::media_address& address) {
  return address.announced.empty() ? address.listen : address.announced;
}

/// RFC 1918, RFC 6598, RFC 4193 and loopback: none that the internet leads to.
bool is_private(const std::string& address) {
  constexpr std::array networks{
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "fc00::/7", "::1"};
  const auto parsed = net::ip_address::parse(address);
  return parsed && std::ranges::any_of(networks, [&](const char* each) {
           return net::network::parse(each)->contains(*parsed);
         });
}

std::string listed(const std::vector<std::string>& addresses) {
  std::string text;
  for (const auto& each : addresses) text += (text.empty() ? "" : ", ") + each;
  return text;
}

std::string count_of(const rooms::media_options& options) {
  const auto count =
      options.workers > 0 ? options.workers : std::max(std::thread::hardware_concurrency(), 1U);
  return std::to_string(count) + (count == 1 ? " worker" : " workers");
}

}  // namespace

verdict judge_media(const media_state& found, bool local) {
  if (!found.refusal.empty()) return fail(found.refusal, "build it, or give neither of the two settings");
  if (!found.chosen && found.unwanted)
    return fine(
        "there are no group rooms, as --media-workers 0 has it, and calls go from browser to browser");
  if (!found.chosen)
    return warn(
        "there is no media worker: calls go from browser to browser, and group rooms are refused (53126)",
        "script/media-worker builds it, the Debian package has it; --media-workers 0 does without");
  const auto& options = *found.chosen;
  if (!found.executable)
    return fail(options.worker.string() + " is none of this user's to run", "chmod 755 it");
  if (!found.foreign.empty())
    return fail("none of this host's addresses is " + listed(found.foreign),
                "give --media-addresses those of this host, each with =ADDRESS where another leads there");
  std::vector<std::string> addresses;
  std::ranges::transform(options.addresses, std::back_inserter(addresses), told);
  const auto ports = std::to_string(options.first_port) + "-" + std::to_string(options.last_port);
  const auto where = std::string{found.calls ? "calls go over "
                                             : "calls go from browser to browser, other group rooms over "} +
                     count_of(options) + ", for browsers at " + listed(addresses) + ", UDP and TCP " + ports;
  if (!local && std::ranges::all_of(addresses, is_private))
    return warn(
        where + ": the internet leads to none of these",
        "give --media-addresses 0.0.0.0=ADDRESS with the public address that leads here, unless everybody is "
        "on this network");
  return fine(where + (local ? "" : ", which the firewall has to let in"));
}

}  // namespace flex_video::app::doctor
