// What ffmpeg prints of how far it is: however it is cut, it says the same, and never more than everything.
#include "composition/composition_progress.hpp"

#include "expectation.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  using namespace std::chrono_literals;
  const auto bytes = std::as_bytes(std::span{data, size});
  rooms::composition_progress whole{10s}, cut{10s};
  whole.hear(bytes);
  unsigned last = 0;
  for (std::size_t at = 0; at < size; ++at) {
    cut.hear(bytes.subspan(at, 1));
    fuzz::require(cut.percent() >= last && cut.percent() <= 100);
    last = cut.percent();
  }
  fuzz::require(whole.percent() == last);
  if (const auto remaining = whole.remaining(60s)) fuzz::require(*remaining >= 0s && *remaining <= 6'000s);
  return 0;
}
