#include "group_media.hpp"

#include "usage_error.hpp"
#include "value_text.hpp"

#include "flex_video/rooms/media_workers.hpp"

#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>

#include <array>
#include <ifaddrs.h>
#include <limits>
#include <memory>
#include <system_error>
#include <utility>

namespace flex_video::app {
namespace {

constexpr auto program = "flex-video-media-worker";
constexpr auto loopback = "127.0.0.1";

std::string text_of(int family, const void* address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(family, address, text.data(), text.size()) == nullptr ? std::string{} : text.data();
}

/// Empty for one that only this machine, or only one of its links, understands.
std::string reachable_text(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const auto& of = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    constexpr std::uint32_t link_local = 0xa9fe;  // 169.254.0.0/16
    return ntohl(of.s_addr) >> 16U == link_local ? std::string{} : text_of(AF_INET, &of);
  }
  if (address.sa_family != AF_INET6) return {};
  const auto& of = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  return IN6_IS_ADDR_LINKLOCAL(&of) ? std::string{} : text_of(AF_INET6, &of);
}

std::vector<std::string> addresses_of_this_machine() {
  std::vector<std::string> found;
  ifaddrs* first = nullptr;
  if (getifaddrs(&first) != 0) return found;
  const std::unique_ptr<ifaddrs, decltype(&freeifaddrs)> all{first, freeifaddrs};
  for (const auto* each = first; each != nullptr; each = each->ifa_next) {
    if (each->ifa_addr == nullptr || (each->ifa_flags & IFF_UP) == 0 || (each->ifa_flags & IFF_LOOPBACK) != 0)
      continue;
    if (auto text = reachable_text(*each->ifa_addr); !text.empty()) found.push_back(std::move(text));
  }
  return found;
}

/// Where it is installed, and where script/media-worker leaves it in the checkout whose build we are.
std::vector<std::filesystem::path> usual_places() {
  std::error_code unknown;
  const auto ours = std::filesystem::read_symlink("/proc/self/exe", unknown).parent_path();
  if (unknown) return {};
  return {ours / "../lib/flex-video" / program, ours / "../../../media-worker" / program};
}

bool is_wildcard(std::string_view address) { return address == "0.0.0.0" || address == "::"; }

}  // namespace

std::optional<rooms::media_address> parse_media_address(std::string_view text) {
  const auto equals = text.find('=');
  const auto listen = text.substr(0, equals);
  const auto announced = equals == std::string_view::npos ? std::string_view{} : text.substr(equals + 1);
  if (!is_address(listen)) return std::nullopt;
  if (equals == std::string_view::npos ? is_wildcard(listen)
                                       : !is_address(announced) || is_wildcard(announced))
    return std::nullopt;
  return rooms::media_address{.listen = std::string{listen}, .announced = std::string{announced}};
}

std::optional<port_range> parse_port_range(std::string_view text) {
  constexpr long long first_free = 1'024;
  constexpr long long highest = std::numeric_limits<std::uint16_t>::max();
  const auto dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto first = parse_number(text.substr(0, dash), first_free, highest);
  const auto last = parse_number(text.substr(dash + 1), first.value_or(highest), highest);
  if (!first || !last) return std::nullopt;
  return port_range{.first = static_cast<std::uint16_t>(*first), .last = static_cast<std::uint16_t>(*last)};
}

media_found find_media(const media_settings& wanted) {
  media_found found{.worker = {}, .addresses = addresses_of_this_machine()};
  for (const auto& place : wanted.worker.empty() ? usual_places() : std::vector{wanted.worker}) {
    std::error_code failed;
    if (!found.worker.empty() || !std::filesystem::is_regular_file(place, failed)) continue;
    found.worker = std::filesystem::canonical(place, failed);
  }
  return found;
}

std::optional<rooms::media_options> choose_media(const media_settings& wanted, const media_found& found,
                                                 bool on_loopback) {
  if (wanted.workers == 0U || (!wanted.workers && wanted.worker.empty() && found.worker.empty()))
    return std::nullopt;
  if (found.worker.empty())
    throw usage_error("there is no media worker " +
                      (wanted.worker.empty() ? program : wanted.worker.string()) +
                      ": script/media-worker builds it, and --media-worker says where it is");
  rooms::media_options options;
  options.worker = found.worker;
  options.workers = wanted.workers.value_or(0);
  options.streams_per_worker = wanted.streams_per_worker;
  options.addresses = wanted.addresses;
  options.first_port = wanted.ports.first;
  options.last_port = wanted.ports.last;
  if (!options.addresses.empty()) return options;
  if (on_loopback || found.addresses.empty())
    options.addresses.push_back({.listen = loopback, .announced = {}});
  for (const auto& each : found.addresses) options.addresses.push_back({.listen = each, .announced = {}});
  return options;
}

rooms::room_type choose_room_type(const media_settings& wanted, bool workers, const core::policy& policy) {
  using enum rooms::room_type;
  const auto chosen = wanted.room_type.value_or(workers ? group : peer_to_peer);
  if (chosen == group && !workers)
    throw usage_error("calls in group rooms need a media worker: script/media-worker builds it");
  const bool needed = policy.recording_allowed || policy.supervisor_join == core::supervisor_rule::coach;
  if (needed && chosen != group)
    throw usage_error(
        "recording-allowed and supervisor-join=coach need a media worker: script/media-worker builds it");
  return chosen;
}

std::shared_ptr<rooms::media_engine> start_media(net::event_loop& loop, const media_settings& wanted,
                                                 bool on_loopback, const json_log& log) {
  auto options = choose_media(wanted, find_media(wanted), on_loopback);
  if (!options) return nullptr;
  options->log = [&log](std::string_view said) { log.warn("media worker", log_line{}.add("said", said)); };
  return rooms::start_media_workers(loop, *std::move(options));
}

}  // namespace flex_video::app
