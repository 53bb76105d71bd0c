#include "gzip.hpp"

#include "ascii.hpp"

#include <zlib.h>

namespace flex_video::net {
namespace {

constexpr int level = 6;
constexpr int gzip_window = 15 + 16;  // the largest window, in gzip's wrapping
constexpr int memory_level = 8;

/// Whether a coding's parameters rule it out: "q=0", "q=0.000".
bool has_zero_weight(std::string_view parameters) {
  while (!parameters.empty()) {
    auto value = trim(take_until(parameters, ';'));
    if (!iequals(trim(take_until(value, '=')), "q")) continue;
    return value.find_first_not_of("0. \t") == std::string_view::npos;
  }
  return false;
}

}  // namespace

std::optional<std::string> gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, level, Z_DEFLATED, gzip_window, memory_level, Z_DEFAULT_STRATEGY) != Z_OK) {
    return std::nullopt;
  }
  // Room for no more than the original: what does not fit is not worth having.
  std::string compressed(bytes.size(), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  const int outcome = deflate(&stream, Z_FINISH);
  compressed.resize(stream.total_out);
  deflateEnd(&stream);
  if (outcome != Z_STREAM_END) return std::nullopt;
  return compressed;
}

bool accepts_gzip(std::string_view accept_encoding) {
  std::optional<bool> any;
  while (!accept_encoding.empty()) {
    auto parameters = take_until(accept_encoding, ',');
    const auto coding = trim(take_until(parameters, ';'));
    if (iequals(coding, "gzip") || iequals(coding, "x-gzip")) return !has_zero_weight(parameters);
    if (coding == "*") any = !has_zero_weight(parameters);
  }
  return any.value_or(false);
}

}  // namespace flex_video::net
