#include "flex_video/base/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace flex_video::base {
namespace {

constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view standard_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view letters_and_digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::uint8_t foreign = 0xff;

using digit_pair = std::array<char, 2>;

/// Two digits for each 12 bits: half the look-ups of one digit for each 6.
using digit_pairs = std::array<digit_pair, 4096>;

/// No constant expression: written into the program it would be a tenth of the WebAssembly one.
digit_pairs make_url_digit_pairs() {
  digit_pairs made;
  for (std::size_t bits = 0; bits < made.size(); ++bits)
    made[bits] = {url_alphabet[bits >> 6], url_alphabet[bits & 63]};
  return made;
}

const digit_pair* url_digit_pairs() {
  static const auto pairs = make_url_digit_pairs();
  return pairs.data();
}

constexpr std::array<std::uint8_t, 256> inverse(std::string_view alphabet) {
  std::array<std::uint8_t, 256> values{};
  values.fill(foreign);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return values;
}

std::optional<std::string> decode(std::string_view text, const std::array<std::uint8_t, 256>& values) {
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() * 3 / 4);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const auto value = values[static_cast<unsigned char>(c)];
    if (value == foreign) return std::nullopt;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<char>((bits >> held) & 0xff));
    }
  }
  if (bits & ((1u << held) - 1)) return std::nullopt;
  return out;
}

}  // namespace

std::string to_hex(std::span<const std::byte> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const auto byte : bytes) {
    out.push_back(digits[std::to_integer<unsigned>(byte) >> 4]);
    out.push_back(digits[std::to_integer<unsigned>(byte) & 15]);
  }
  return out;
}

void append_base64url(std::string& out, std::span<const std::byte> bytes) {
  const auto at = [&](std::size_t i) { return std::to_integer<std::uint32_t>(bytes[i]); };
  const auto digit = [](std::uint32_t bits, int shift) { return url_alphabet[(bits >> shift) & 63]; };
  const auto start = out.size();
  const auto whole = bytes.size() / 3 * 3;
  out.resize(start + (bytes.size() * 4 + 2) / 3);
  auto* to = out.data() + start;
  const auto* const pairs = url_digit_pairs();
  for (std::size_t i = 0; i < whole; i += 3) {
    const auto bits = at(i) << 16 | at(i + 1) << 8 | at(i + 2);
    to = std::ranges::copy(pairs[bits >> 12], to).out;
    to = std::ranges::copy(pairs[bits & 4095], to).out;
  }
  if (bytes.size() - whole == 1) {
    const auto bits = at(whole) << 16;
    for (const int shift : {18, 12}) *to++ = digit(bits, shift);
  } else if (bytes.size() - whole == 2) {
    const auto bits = at(whole) << 16 | at(whole + 1) << 8;
    for (const int shift : {18, 12, 6}) *to++ = digit(bits, shift);
  }
}

std::string to_base64url(std::span<const std::byte> bytes) {
  std::string out;
  append_base64url(out, bytes);
  return out;
}

std::string to_base64url(std::string_view bytes) { return to_base64url(std::as_bytes(std::span{bytes})); }

std::optional<std::string> from_base64url(std::string_view text) {
  static constexpr auto values = inverse(url_alphabet);
  return decode(text, values);
}

std::string to_base64(std::span<const std::byte> bytes) {
  auto text = to_base64url(bytes);
  std::ranges::replace(text, '-', '+');
  std::ranges::replace(text, '_', '/');
  return text.append((3 - bytes.size() % 3) % 3, '=');
}

std::optional<std::string> from_base64(std::string_view text) {
  static constexpr auto values = inverse(standard_alphabet);
  if (text.size() % 4 != 0) return std::nullopt;
  for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  return decode(text, values);
}

std::string to_base62(std::span<const std::byte> bytes) {
  // The long division takes 32 bits and five digits at a step.
  constexpr std::size_t digits_at_once = 5;
  constexpr std::uint32_t divisor = 62 * 62 * 62 * 62 * 62;
  std::vector<std::uint32_t> number((bytes.size() + 3) / 4);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto& word = number[number.size() - 1 - (bytes.size() - 1 - i) / 4];
    word = word << 8 | std::to_integer<std::uint32_t>(bytes[i]);
  }
  std::string text(base62_length(bytes.size()), '0');
  std::size_t leading = 0;  // words that are used up
  for (auto end = text.size(); end > 0; end -= std::min(end, digits_at_once)) {
    std::uint64_t rest = 0;
    for (auto i = leading; i < number.size(); ++i) {
      rest = rest << 32 | number[i];
      number[i] = static_cast<std::uint32_t>(rest / divisor);
      rest %= divisor;
    }
    if (leading < number.size() && number[leading] == 0) ++leading;
    for (std::size_t i = 1; i <= std::min(end, digits_at_once); ++i, rest /= 62)
      text[end - i] = letters_and_digits[rest % 62];
  }
  return text;
}

bool from_base62(std::string_view text, std::span<std::byte> bytes) {
  static constexpr auto values = inverse(letters_and_digits);
  if (text.size() != base62_length(bytes.size())) return false;
  std::fill(bytes.begin(), bytes.end(), std::byte{0});
  for (const char c : text) {
    std::uint32_t carry = values[static_cast<unsigned char>(c)];
    if (carry == foreign) return false;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
      carry += std::to_integer<std::uint32_t>(*byte) * 62;
      *byte = static_cast<std::byte>(carry & 0xff);
      carry >>= 8;
    }
    if (carry != 0) return false;  // more than the bytes can hold
  }
  return true;
}

}  // namespace flex_video::base
