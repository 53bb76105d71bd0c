#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/server/rate_limits.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace flex_video::server {

/// Token buckets, one for each caller of one kind. Only buckets that are not full are kept, so that callers
/// who stay below the limit cost nothing for long. Any thread.
///
/// A bucket is one point in time, from which on it is full (the "virtual scheduling" form of the generic cell
/// rate algorithm, ITU-T I.371 annex A): nothing needs to be refilled.
class rate_limiter {
 public:
  static constexpr std::size_t most_callers = 100'000;

  /// `capacity` buckets are kept at most; beyond it the caller who came least recently is forgotten, as if
  /// its bucket were full. Throws std::invalid_argument if a number is 0. `clock` must outlive the limiter.
  rate_limiter(rate_limit limit, const base::clock& clock, std::size_t capacity = most_callers);

  /// Takes a token from `caller`'s bucket. Nothing means go; else how long to wait until there is one, in
  /// whole seconds as Retry-After has them (RFC 9110 section 10.2.3), 1 at least. Who is told to wait has
  /// spent nothing. Allocates only for a caller who is not known.
  std::optional<std::chrono::seconds> check(std::string_view caller);

  /// How many buckets are kept.
  std::size_t size() const;

 private:
  using time = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;
  struct bucket {
    std::string caller;
    time full_at;
  };
  using place = std::list<bucket>::iterator;

  std::optional<std::chrono::seconds> take(bucket& from, time now) const;
  void forget_last();

  const base::clock& clock_;
  std::chrono::microseconds token_;  ///< the time one token takes to come back
  std::chrono::microseconds whole_;  ///< the time an empty bucket takes to fill
  std::size_t capacity_;
  mutable std::mutex mutex_;
  std::list<bucket> buckets_;                           ///< of who came last in front
  std::unordered_map<std::string_view, place> places_;  ///< by the text in the bucket itself
};

/// Under what a client at `address` is counted: an IPv4 address as it is, also when it is mapped into IPv6
/// (RFC 4291 section 2.5.5.2); of an IPv6 address the /64, which is what one subscriber gets (RFC 6177); any
/// text that is neither counts as the same one caller.
std::string caller_at(std::string_view address);

}  // namespace flex_video::server
