#include "endpoint/twilio_host.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace flex_video::rooms {
namespace {

constexpr std::string_view twilio_suffix = ".twilio.com";
constexpr std::string_view signalling_suffix = ".vss";
constexpr std::string_view telemetry_prefix = "sdkgw.";
// https://www.twilio.com/docs/video/ip-addresses#signaling-communication; the SDK writes "gll" as "global".
constexpr std::array<std::string_view, 11> regions = {"global", "gll", "us1", "us2", "ie1", "de1",
                                                      "au1",    "br1", "jp1", "sg1", "in1"};

/// In lower case, without the port and the root's dot.
std::string plain(std::string_view host) {
  std::string name{host.substr(0, host.find(':'))};
  if (name.ends_with('.')) name.pop_back();
  for (auto& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return name;
}

bool is_region(std::string_view name) { return std::ranges::find(regions, name) != regions.end(); }

}  // namespace

bool is_host_of(twilio_service service, std::string_view host) {
  const auto plain_name = plain(host);
  std::string_view name = plain_name;
  if (!name.ends_with(twilio_suffix)) return true;
  name.remove_suffix(twilio_suffix.size());
  if (service == twilio_service::telemetry)
    return name.starts_with(telemetry_prefix) && is_region(name.substr(telemetry_prefix.size()));
  return name.ends_with(signalling_suffix) &&
         is_region(name.substr(0, name.size() - signalling_suffix.size()));
}

net::response no_such_host() {
  return net::problem(404, "not_found", "Twilio has no such host for this address");
}

}  // namespace flex_video::rooms
