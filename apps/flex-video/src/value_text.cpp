#include "value_text.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <regex>
#include <utility>

namespace flex_video::app {
namespace {

using std::chrono::seconds;

constexpr std::array<std::pair<char, seconds>, 4> units{{{'d', std::chrono::days{1}},
                                                         {'h', std::chrono::hours{1}},
                                                         {'m', std::chrono::minutes{1}},
                                                         {'s', seconds{1}}}};
constexpr seconds longest = std::chrono::years{10};

/// How many bits an address of its family has; nothing if it is none.
std::optional<int> bits_of(std::string_view address) {
  const std::string text{address};
  std::array<std::byte, sizeof(in6_addr)> parsed;
  if (inet_pton(AF_INET, text.c_str(), parsed.data()) == 1) return 32;
  if (inet_pton(AF_INET6, text.c_str(), parsed.data()) == 1) return 128;
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

}  // namespace

std::optional<long long> parse_number(std::string_view text, long long least, long long most) {
  long long value = 0;
  const char* begin = text.data();
  const char* end = begin + text.size();
  const auto [stopped, failed] = std::from_chars(begin, end, value);
  if (failed != std::errc{} || stopped != end || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<seconds> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto unit = std::ranges::find(units, text.back(), &std::pair<char, seconds>::first);
  if (unit == units.end()) return std::nullopt;
  const auto count = parse_number(text.substr(0, text.size() - 1), 0, longest / unit->second);
  if (!count) return std::nullopt;
  return unit->second * *count;
}

std::string show_duration(seconds duration) {
  const auto fits = [&](const auto& unit) { return duration % unit.second == seconds{0}; };
  const auto unit = std::ranges::find_if(units, fits);
  return std::to_string(duration / unit->second) + unit->first;
}

std::optional<bool> parse_truth(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return std::nullopt;
}

std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const auto comma = text.find(',');
    parts.emplace_back(trimmed(text.substr(0, comma)));
    if (comma == std::string_view::npos) break;
    text.remove_prefix(comma + 1);
  }
  return parts;
}

bool is_address(std::string_view text) { return bits_of(text).has_value(); }

bool is_network(std::string_view text) {
  const auto slash = text.find('/');
  const auto bits = bits_of(text.substr(0, slash));
  if (!bits) return false;
  return slash == std::string_view::npos || parse_number(text.substr(slash + 1), 0, *bits).has_value();
}

bool is_url(std::string_view text) {
  const auto scheme = text.find("://");
  if (scheme == std::string_view::npos) return false;
  if (text.substr(0, scheme) != "https" && text.substr(0, scheme) != "http") return false;
  const auto rest = text.substr(scheme + 3);
  return !rest.empty() && rest.front() != '/' && rest.back() != '/' &&
         rest.find_first_of("?#*@ ;,'\"") == std::string_view::npos;
}

bool is_turn_url(std::string_view text) {
  static const std::regex form{
      R"(turns?:([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(\?transport=(udp|tcp))?)"};
  return std::regex_match(text.begin(), text.end(), form);
}

}  // namespace flex_video::app
