#pragma once

namespace flex_video::server {

/// Who is counted; each kind has a limit of its own.
enum class caller_kind {
  address,  ///< the network address, before anything else is known
  link,     ///< the session that a link belongs to
  worker,   ///< the Flex worker
};

/// How often one caller may come: `burst` times at once, and `per_minute` times on the long run.
struct rate_limit {
  unsigned burst;
  unsigned per_minute;

  friend bool operator==(const rate_limit&, const rate_limit&) = default;
};

/// A whole office, or a mobile network's subscribers, may share one address; a link and a worker are one
/// person.
struct rate_limits {
  rate_limit address{.burst = 200, .per_minute = 600};
  rate_limit link{.burst = 20, .per_minute = 60};
  rate_limit worker{.burst = 30, .per_minute = 120};

  friend bool operator==(const rate_limits&, const rate_limits&) = default;
};

}  // namespace flex_video::server
