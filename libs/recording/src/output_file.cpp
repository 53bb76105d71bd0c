#include "output_file.hpp"

#include "flex_video/recording/errc.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace flex_video::recording {

base::result<output_file> output_file::create(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return base::fail(errc::not_created, std::generic_category().message(errno));
  return output_file{descriptor};
}

output_file::output_file(output_file&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), position_(other.position_), size_(other.size_) {}

output_file::~output_file() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool output_file::write(std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto written = ::pwrite(descriptor_, bytes.data(), bytes.size(), position_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    position_ += written;
    size_ = std::max(size_, position_);
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return true;
}

bool output_file::seek(std::int64_t position) {
  if (position < 0) return false;
  position_ = position;
  return true;
}

bool output_file::sync() { return ::fdatasync(descriptor_) == 0; }

}  // namespace flex_video::recording
