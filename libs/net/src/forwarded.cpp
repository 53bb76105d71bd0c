#include "forwarded.hpp"

#include "ascii.hpp"

#include <algorithm>
#include <optional>
#include <ranges>

namespace flex_video::net {
namespace {

/// Cuts the last element off the list and returns it.
std::string_view take_last(std::string_view& list) {
  const auto comma = list.rfind(',');
  const auto element = trim(comma == std::string_view::npos ? list : list.substr(comma + 1));
  list = list.substr(0, comma == std::string_view::npos ? 0 : comma);
  return element;
}

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// "192.0.2.1", "192.0.2.1:80", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:80": proxies write all of
/// these.
std::optional<ip_address> parse_element(std::string_view text) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const auto behind = text.substr(end + 1);
    if (!behind.empty() && !(behind.front() == ':' && is_port(behind.substr(1)))) return std::nullopt;
    const auto inside = text.substr(1, end - 1);
    return inside.contains(':') ? ip_address::parse(inside) : std::nullopt;
  }
  const auto colon = text.find(':');
  if (colon != std::string_view::npos && colon == text.rfind(':')) {
    if (!is_port(text.substr(colon + 1))) return std::nullopt;
    text = text.substr(0, colon);
  }
  return ip_address::parse(text);
}

bool contains(std::span<const network> networks, const ip_address& address) {
  return std::ranges::any_of(networks, [&](const network& one) { return one.contains(address); });
}

/// The last element that is not empty of the last header of that name.
std::string_view last_value(std::span<const header_view> headers, std::string_view name) {
  for (const auto& header : headers | std::views::reverse) {
    if (!iequals(header.name, name)) continue;
    for (auto list = header.value; !list.empty();) {
      if (const auto element = take_last(list); !element.empty()) return element;
    }
  }
  return {};
}

}  // namespace

bool is_trusted(std::string_view peer, std::span<const network> networks) {
  if (networks.empty()) return false;
  const auto address = ip_address::parse(peer);
  return address && contains(networks, *address);
}

origin forwarded_origin(std::string_view peer, std::span<const header_view> headers,
                        std::span<const network> trusted) {
  origin found{std::string(peer), iequals(last_value(headers, "x-forwarded-proto"), "https")};
  for (const auto& header : headers | std::views::reverse) {
    if (!iequals(header.name, "x-forwarded-for")) continue;
    for (auto list = header.value; !list.empty();) {
      const auto element = take_last(list);
      if (element.empty()) continue;  // RFC 9110 section 5.6.1.2
      const auto address = parse_element(element);
      if (!address) return found;
      found.address = address->text();
      if (!contains(trusted, *address)) return found;
    }
  }
  return found;
}

}  // namespace flex_video::net
