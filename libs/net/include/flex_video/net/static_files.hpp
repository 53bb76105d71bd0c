#pragma once

#include "flex_video/net/http.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::net {

/// A folder of files, read into memory when constructed, each with a strong ETag; text is kept compressed as
/// well (from FILE.gz beside it when the build made one, else compressed here on first demand). Files named
/// with a content hash
/// ("name-1a2b3c4d.js", as Vite writes them) are cached by clients for a year, all others are revalidated.
class static_files {
 public:
  /// An absent folder is an empty one. Files ending in .gz and names starting with '.' are not served
  /// themselves.
  explicit static_files(const std::filesystem::path& root);
  ~static_files();
  static_files(static_files&&) noexcept;

  /// The file at `path` (relative, '/'-separated): 200, or 304 when If-None-Match names it; 404 problem if
  /// there is none.
  /// ".." never leaves the folder: only files found at construction exist.
  response get(const request& request, std::string_view path) const;
  bool contains(std::string_view path) const;

 private:
  struct file;
  struct index;
  std::unique_ptr<index> index_;
};

}  // namespace flex_video::net
