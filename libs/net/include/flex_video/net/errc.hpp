#pragma once

#include <system_error>

namespace flex_video::net {

enum class errc {
  certificate_unusable = 1,  ///< a file can't be read, is not PEM, or the key is not the certificate's
  network_malformed,         ///< not addresses in CIDR notation
};
std::error_code make_error_code(errc code);

}  // namespace flex_video::net

template <>
struct std::is_error_code_enum<flex_video::net::errc> : std::true_type {};
