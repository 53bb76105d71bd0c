#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace flex_video::base {

/// Text that must not reach a log, a URL or a message. It has no operator<<, no conversion to string and no
/// comparison but the constant-time one; its bytes are overwritten when it goes.
class secret {
 public:
  secret() = default;
  explicit secret(std::string text) : text_(std::move(text)) {}
  secret(const secret&) = default;
  /// Copies, then wipes the source: a moved-from short string would keep its bytes.
  secret(secret&& other) noexcept : text_(other.text_) { other.wipe(); }
  secret& operator=(const secret&) = default;
  secret& operator=(secret&& other) noexcept;
  ~secret() { wipe(); }

  /// The text itself, for the one call that needs it. The view is valid while this secret lives unchanged.
  std::string_view reveal() const { return text_; }
  bool empty() const { return text_.empty(); }

  /// True when both hold the same bytes; takes the same time wherever they first differ.
  bool matches(std::string_view other) const;

 private:
  void wipe() noexcept;
  std::string text_;
};

/// Whether two byte strings are equal, in a time that depends on their lengths alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace flex_video::base
