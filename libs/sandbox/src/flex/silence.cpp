#include "flex/silence.hpp"

#include <cstddef>
#include <cstdint>

namespace flex_video::sandbox {
namespace {

constexpr std::uint32_t rate = 8000;
constexpr std::uint32_t samples = rate / 20;
constexpr char middle = '\x80';  // 8-bit samples are unsigned

void append(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>((value >> (8 * i)) & 0xff));
}

}  // namespace

std::string silent_wav() {
  std::string wav = "RIFF";
  append(wav, 36 + samples, 4);
  wav += "WAVEfmt ";
  append(wav, 16, 4);  // size of this chunk
  append(wav, 1, 2);   // PCM
  append(wav, 1, 2);   // channels
  append(wav, rate, 4);
  append(wav, rate, 4);  // bytes per second
  append(wav, 1, 2);     // bytes per sample of all channels
  append(wav, 8, 2);     // bits per sample
  wav += "data";
  append(wav, samples, 4);
  wav.append(samples, middle);
  return wav;
}

}  // namespace flex_video::sandbox
