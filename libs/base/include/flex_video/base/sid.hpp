#pragma once

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/random.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::base {

/// The two letters that a SID's type is told by, usable as a template argument: sid<"RM">.
struct sid_prefix {
  char letters[2];
  consteval sid_prefix(const char (&text)[3]) : letters{text[0], text[1]} {}
  constexpr std::string_view view() const { return {letters, 2}; }
};

/// A Twilio string identifier: two letters and 32 lowercase hexadecimal digits
/// (https://www.twilio.com/docs/glossary/what-is-a-sid). SIDs of different prefixes are different types.
template <sid_prefix Prefix>
class sid {
 public:
  static constexpr std::size_t length = 34;

  /// Nothing unless `text` is exactly one SID of this prefix.
  static std::optional<sid> parse(std::string_view text) {
    if (text.size() != length || text.substr(0, 2) != Prefix.view()) return std::nullopt;
    const auto digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (!std::all_of(text.begin() + 2, text.end(), digit)) return std::nullopt;
    sid parsed;
    std::copy(text.begin(), text.end(), parsed.text_.begin());
    return parsed;
  }

  /// A new one, of 128 random bits.
  static sid generate(random_source& random) {
    std::array<std::byte, 16> bytes;
    random.fill(bytes);
    return *parse(std::string{Prefix.view()} + to_hex(bytes));
  }

  std::string_view text() const { return {text_.data(), text_.size()}; }
  std::string str() const { return std::string{text()}; }

  friend auto operator<=>(const sid&, const sid&) = default;

 private:
  sid() = default;
  std::array<char, length> text_{};
};

}  // namespace flex_video::base

template <flex_video::base::sid_prefix Prefix>
struct std::hash<flex_video::base::sid<Prefix>> {
  std::size_t operator()(const flex_video::base::sid<Prefix>& sid) const noexcept {
    return std::hash<std::string_view>{}(sid.text());
  }
};
