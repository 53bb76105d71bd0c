// A Range header, of something whose size the first byte tells: what is read lies within it, and is not
// nothing.
#include "byte_range.hpp"

#include "expectation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  if (size == 0) return 0;
  const std::uint64_t whole = data[0];
  const auto read = net::parse_range(fuzz::as_text(data + 1, size - 1), whole);
  if (!read || !*read) return 0;
  const auto [first, length] = **read;
  fuzz::require(length > 0 && first < whole && length <= whole - first);
  return 0;
}
