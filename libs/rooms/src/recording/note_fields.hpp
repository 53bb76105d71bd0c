#pragma once

#include "signalling/fields.hpp"

#include "flex_video/base/clock.hpp"

#include <boost/json/parse.hpp>

#include <chrono>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

// What notes beside files have in common.

namespace flex_video::rooms {

inline constexpr auto unlimited = std::numeric_limits<std::size_t>::max();  // we wrote it

inline boost::json::value write_time(base::time_point at) { return at.time_since_epoch().count(); }
inline base::time_point read_time(fields& from, std::string_view key) {
  return base::time_point{std::chrono::milliseconds{from.large_number(key)}};
}
inline std::optional<base::time_point> read_optional_time(fields& from, std::string_view key) {
  return from.has(key) ? std::optional{read_time(from, key)} : std::nullopt;
}

/// Of the wrong form it throws std::bad_optional_access, as read_note() expects it.
template <class Sid>
Sid read_sid(fields& from, std::string_view key) {
  return Sid::parse(from.text(key, unlimited)).value();
}

/// Nothing where `read` throws std::bad_optional_access or complains.
template <class Record>
std::optional<Record> read_note(std::string_view text, Record (*read)(fields&)) {
  boost::system::error_code failed;
  const auto value = boost::json::parse({text.data(), text.size()}, failed);
  if (failed) return std::nullopt;
  std::string complaint;
  fields from{value, complaint};
  try {
    auto record = read(from);
    if (from.ok()) return record;
  } catch (const std::bad_optional_access&) {
  }
  return std::nullopt;
}

}  // namespace flex_video::rooms
