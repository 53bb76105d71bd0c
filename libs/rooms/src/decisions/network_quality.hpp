#pragma once

#include "sfu/media_router.hpp"

#include <cstdint>
#include <optional>

// How good one browser's connection is, as twilio-video shows it: 5 is best, 1 worst. (0, for none, is the
// SDK's own.)
//
// Delay and loss are judged by the E-model (ITU-T G.107): R = 93.2 - Id - Ie,eff. The five levels are the
// five categories of speech transmission quality of ITU-T G.109 table 1, from R >= 90 ("best") down in steps
// of ten. Id is Cole and Rosenbluth's approximation ("Voice over IP performance monitoring", 2001, section
// 3); Ie,eff that of G.107 section 7.5 with Ie = 0 and Bpl = 25.1, which G.113 appendix I has for a codec
// that conceals random losses. With it 0.8 % of loss are still level 5, 4 % level 4, 8 % level 3, 13 % level
// 2; of delay in one direction, without jitter, it is 133, 243, 318 and 393 ms. The E-model is of speech;
// video is judged by the same figures for want of others of that standing.

namespace flex_video::rooms {

inline constexpr unsigned best_quality = 5;
inline constexpr unsigned worst_quality = 1;

/// What ought to flow over a transport, in bit/s; 0 where nothing need.
struct needed_bitrates {
  struct by_kind {
    std::uint32_t in = 0;   ///< from the browser
    std::uint32_t out = 0;  ///< to it
  };
  by_kind audio = {};
  by_kind video = {};
};

/// Of one kind of media in one direction.
struct direction_quality {
  std::uint32_t actual;     ///< bit/s
  std::uint32_t available;  ///< bit/s; what flows, where nobody has estimated more
  unsigned bandwidth_level;
  double fraction_lost;  ///< 0 to 1
  unsigned loss_level;
  std::uint32_t jitter;      ///< milliseconds
  std::uint32_t round_trip;  ///< milliseconds
  unsigned latency_level;
  unsigned level;  ///< of all of that together: never above any of them
};

/// As the browser sees it.
struct kind_quality {
  direction_quality send;
  direction_quality recv;
};

struct connection_quality {
  kind_quality audio;
  kind_quality video;
  unsigned level;  ///< the lowest of the four
};

/// Only the way between the browser and the server is judged. Bandwidth: 5 when all that is needed has room,
/// 4 from three quarters on, 3 from half, 2 from a quarter; towards the browser by the estimate, if there is
/// one.
connection_quality judge(const transport_statistics& measured, const needed_bitrates& needed);

/// The levels of the figures alone. `round_trip` and `jitter` in milliseconds.
unsigned latency_level(std::uint32_t round_trip, std::uint32_t jitter);
unsigned loss_level(double fraction_lost);
unsigned bandwidth_level(std::uint64_t available, std::uint64_t needed);

}  // namespace flex_video::rooms
