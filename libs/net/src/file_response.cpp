#include "flex_video/net/file_response.hpp"

#include "byte_range.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <fcntl.h>
#include <memory>
#include <unistd.h>
#include <utility>

namespace flex_video::net {
namespace {

class open_file {
 public:
  explicit open_file(const std::filesystem::path& path)
      : handle_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  open_file(open_file&& other) noexcept : handle_(std::exchange(other.handle_, -1)) {}
  open_file& operator=(open_file&&) = delete;
  ~open_file() {
    if (handle_ >= 0) ::close(handle_);
  }

  /// Nothing for what is no regular file.
  std::optional<std::uint64_t> size() const {
    struct stat about{};
    if (handle_ < 0 || ::fstat(handle_, &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    return static_cast<std::uint64_t>(about.st_size);
  }
  std::string read(std::uint64_t at, std::size_t most) const {
    std::string bytes(most, '\0');
    ssize_t got = 0;
    do got = ::pread(handle_, bytes.data(), most, static_cast<off_t>(at));
    while (got < 0 && errno == EINTR);
    bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
    return bytes;
  }

 private:
  int handle_;
};

class part_of_file final : public body_reader {
 public:
  part_of_file(open_file file, byte_range part) : file_(std::move(file)), part_(part) {}

  std::uint64_t size() const override { return part_.length; }
  std::string read(std::size_t most) override {
    auto bytes = file_.read(part_.first + read_, most);
    read_ += bytes.size();
    return bytes;
  }

 private:
  open_file file_;
  byte_range part_;
  std::uint64_t read_ = 0;
};

}  // namespace

response file_response(const request& request, const std::filesystem::path& path,
                       std::string_view media_type) {
  open_file file{path};
  const auto size = file.size();
  if (!size) return problem(404, "not_found", "There is no such file");
  const auto asked = parse_range(request.header("Range"), *size);
  const auto of_all = '/' + std::to_string(*size);
  if (!asked)
    return problem(416, "range_not_satisfiable", "Nothing of that range is there")
        .with("Content-Range", "bytes *" + of_all);
  const auto part = asked->value_or(byte_range{.first = 0, .length = *size});
  response answer;
  answer.with("Content-Type", std::string{media_type}).with("Accept-Ranges", "bytes");
  if (*asked) {
    answer.status = 206;
    answer.with("Content-Range", "bytes " + std::to_string(part.first) + '-' +
                                     std::to_string(part.first + part.length - 1) + of_all);
  }
  answer.read_body = std::make_shared<part_of_file>(std::move(file), part);
  return answer;
}

}  // namespace flex_video::net
