#include "link_secret.hpp"

#include "private_file.hpp"

#include "flex_video/base/encoding.hpp"

#include <array>
#include <fstream>
#include <stdexcept>
#include <string>

namespace flex_video::app {
namespace {

std::string random_text(base::random_source& random) {
  std::array<std::byte, 32> bytes;
  random.fill(bytes);
  return base::to_hex(bytes);
}

}  // namespace

base::secret open_link_secret(const std::filesystem::path& data, base::random_source& random) {
  constexpr std::size_t shortest = 32;
  const auto file = data / "link-secret";
  std::filesystem::create_directories(data);
  if (!std::filesystem::exists(file)) write_private(file, random_text(random) + "\n");
  std::ifstream in{file};
  std::string text;
  if (!std::getline(in, text) || text.size() < shortest)
    throw std::runtime_error(file.string() +
                             " holds no secret; delete it to have one made, which ends all links");
  return base::secret{std::move(text)};
}

}  // namespace flex_video::app
