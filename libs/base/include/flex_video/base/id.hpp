#pragma once

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/random.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstring>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace flex_video::base {

/// An id of our own: 128 random bits, written as 22 URL-safe characters. Ids with different tags are
/// different types.
template <class Tag>
class id {
 public:
  static constexpr std::size_t size = 16;

  /// Nothing unless `text` is exactly one id.
  static std::optional<id> parse(std::string_view text) {
    if (text.size() != 22) return std::nullopt;
    const auto bytes = from_base64url(text);
    if (!bytes) return std::nullopt;
    return from_bytes(std::as_bytes(std::span{*bytes}).template first<size>());
  }

  static id from_bytes(std::span<const std::byte, size> bytes) {
    id made;
    std::memcpy(made.bytes_.data(), bytes.data(), size);
    return made;
  }

  static id generate(random_source& random) {
    id made;
    random.fill(made.bytes_);
    return made;
  }

  std::span<const std::byte, size> bytes() const { return bytes_; }
  std::string str() const { return to_base64url(std::span<const std::byte>{bytes_}); }

  friend auto operator<=>(const id&, const id&) = default;

 private:
  id() = default;
  std::array<std::byte, size> bytes_{};
};

}  // namespace flex_video::base

template <class Tag>
struct std::hash<flex_video::base::id<Tag>> {
  std::size_t operator()(const flex_video::base::id<Tag>& id) const noexcept {
    std::size_t value;
    std::memcpy(&value, id.bytes().data(), sizeof value);
    return value;
  }
};
