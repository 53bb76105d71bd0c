#pragma once

#include "flex_video/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace flex_video::recording {

/// A new file that only its owner may read. Closed when destroyed.
class output_file {
 public:
  /// errc::not_created, also if there is one already.
  static base::result<output_file> create(const std::filesystem::path& path);
  ~output_file();
  output_file(output_file&& other) noexcept;
  output_file& operator=(output_file&&) = delete;

  /// All of it at the position, which moves on; false where the disk takes no more.
  bool write(std::span<const std::byte> bytes);
  bool seek(std::int64_t position);
  std::int64_t position() const { return position_; }
  std::int64_t size() const { return size_; }
  /// What was written outlives the power as well. False where it doesn't.
  bool sync();

 private:
  explicit output_file(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  std::int64_t position_ = 0;
  std::int64_t size_ = 0;
};

}  // namespace flex_video::recording
