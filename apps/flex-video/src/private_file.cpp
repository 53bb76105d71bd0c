#include "private_file.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <fcntl.h>
#include <stdexcept>
#include <system_error>
#include <unistd.h>

namespace flex_video::app {

void write_private(const std::filesystem::path& file, const std::string& text) {
  const auto fresh = file.string() + ".new";
  const int descriptor = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) throw std::system_error(errno, std::generic_category(), fresh);
  // The mode above is for a new file alone; one may be left from a stop in between.
  const bool hidden = fchmod(descriptor, 0600) == 0;
  const auto written = hidden ? write(descriptor, text.data(), text.size()) : -1;
  const bool kept = written == static_cast<ssize_t>(text.size()) && fsync(descriptor) == 0;
  close(descriptor);
  if (!kept) throw std::runtime_error("cannot write " + fresh);
  std::filesystem::rename(fresh, file);
}

}  // namespace flex_video::app
