// The parameter set that says how large pictures are.
#include "h264_parameters.hpp"

#include "expectation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  using namespace flex_video::recording;
  const auto unit = std::as_bytes(std::span{data, size});
  const auto picture = h264_picture_size(unit);
  if (!picture) return 0;
  fuzz::require(picture->width > 0 && picture->height > 0);
  fuzz::require(size >= 4 && h264_configuration(unit, unit).size() == 11 + 2 * size);
  return 0;
}
