#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::app {

// How the values of settings are written, wherever they stand. All pure.

/// Decimal digits only; nothing unless it lies within [least, most].
std::optional<long long> parse_number(std::string_view text, long long least, long long most);

/// A number and its unit: "90s", "15m", "4h", "7d". Nothing if it is neither, or longer than 10 years.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);
/// The same, in the largest unit that needs no fraction: 5400 s is "90m".
std::string show_duration(std::chrono::seconds duration);

/// "true" or "false".
std::optional<bool> parse_truth(std::string_view text);

/// The parts between commas, without the blanks around them. Empty text has none.
std::vector<std::string> split_list(std::string_view text);

/// Whether it is an IPv4 or IPv6 address, without a port.
bool is_address(std::string_view text);
/// Whether it is a network in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3), or one address.
bool is_network(std::string_view text);
/// Whether it is http(s)://host[:port], with or without a path; no query, no user, no trailing slash.
bool is_url(std::string_view text);
/// Whether it is turn: or turns: with host, perhaps port and perhaps ?transport=udp or tcp (RFC 7065).
bool is_turn_url(std::string_view text);

}  // namespace flex_video::app
