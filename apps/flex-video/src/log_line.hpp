#pragma once

#include <concepts>
#include <string>
#include <string_view>

namespace flex_video::app {

/// The members of one JSON object (RFC 8259), without its braces. Pure.
class log_line {
 public:
  /// Text is UTF-8; a byte that is not becomes U+FFFD. What is as long as a link's code, without a break,
  /// might be one, or a token, and becomes '*'. Secrets don't convert to text, and so can't be added.
  log_line& add(std::string_view name, std::string_view text);
  log_line& add(std::string_view name, const char* text) { return add(name, std::string_view{text}); }
  template <std::integral Number>
  log_line& add(std::string_view name, Number value) {
    return add_literal(name, std::to_string(value));
  }
  log_line& add(std::string_view name, bool value) { return add_literal(name, value ? "true" : "false"); }

  const std::string& members() const { return members_; }

 private:
  log_line& add_literal(std::string_view name, std::string_view literal);
  void open(std::string_view name);

  std::string members_;
};

}  // namespace flex_video::app
