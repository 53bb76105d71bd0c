#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace flex_video::net {

/// What every answer has, unless it has its own: made once into the lines that are appended.
class default_headers {
 public:
  using headers = std::vector<std::pair<std::string, std::string>>;

  default_headers() = default;
  /// Throws std::invalid_argument for a name or value that is not well formed, and for a header that only
  /// the listener may write.
  explicit default_headers(const headers& chosen);

  /// Appends "\r\nName: value" for each whose name is not in `present`.
  void append_missing(std::string& out, const headers& present) const;

 private:
  struct line {
    std::string name;
    std::string text;
  };
  std::vector<line> lines_;
};

}  // namespace flex_video::net
