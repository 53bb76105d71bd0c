#include "flex_video/recording/errc.hpp"

#include "flex_video/base/error_category.hpp"

namespace flex_video::recording {
namespace {

constexpr char category_name[] = "flex_video.recording";

const char* describe(int value) {
  switch (static_cast<errc>(value)) {
    case errc::not_created:
      return "The recording's file could not be created";
    case errc::not_written:
      return "The recording could not be written";
    case errc::too_slow:
      return "The disk is too slow for what is recorded";
    case errc::not_readable:
      return "The recording can't be read";
  }
  return "Unknown";
}

}  // namespace

std::error_code make_error_code(errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

}  // namespace flex_video::recording
