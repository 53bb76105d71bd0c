#pragma once

#include <expected>
#include <string>
#include <system_error>
#include <utility>

namespace flex_video::base {

/// An expected refusal. `code` says what happened (each library has one errc); `detail` is for the log and
/// the developer, never for a decision, and never holds a secret.
struct error {
  std::error_code code;
  std::string detail;

  /// Two errors are the same refusal when their codes are.
  friend bool operator==(const error& a, const error& b) { return a.code == b.code; }
};

/// A value, or why there is none. Exceptions are left for bugs and failed starts.
template <class T>
using result = std::expected<T, error>;

/// Refuses with an enumerator of a library's errc: `return base::fail(errc::expired);`
template <class Errc>
std::unexpected<error> fail(Errc code, std::string detail = {}) {
  return std::unexpected<error>{error{make_error_code(code), std::move(detail)}};
}

}  // namespace flex_video::base
