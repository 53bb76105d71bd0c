#include "flex_video/net/errc.hpp"

#include "flex_video/base/error_category.hpp"

namespace flex_video::net {
namespace {

constexpr char category_name[] = "net";

const char* describe(int value) {
  switch (static_cast<errc>(value)) {
    case errc::certificate_unusable:
      return "the certificate cannot be used";
    case errc::network_malformed:
      return "not a network in CIDR notation";
  }
  return "unknown";
}

}  // namespace

std::error_code make_error_code(errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

}  // namespace flex_video::net
