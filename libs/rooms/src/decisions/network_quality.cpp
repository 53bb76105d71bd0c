#include "decisions/network_quality.hpp"

#include <algorithm>

namespace flex_video::rooms {
namespace {

constexpr double unimpaired = 93.2;  // R with G.107's default values

/// ITU-T G.109 table 1.
unsigned level_of(double impairment) {
  const double rating = unimpaired - impairment;
  if (rating >= 90) return best_quality;
  if (rating >= 80) return 4;
  if (rating >= 70) return 3;
  return rating >= 60 ? 2 : worst_quality;
}

double delay_impairment(std::uint32_t round_trip, std::uint32_t jitter) {
  // A receiver holds packets back for about twice the mean deviation that RFC 3550 calls jitter.
  const double delay = round_trip / 2.0 + 2.0 * jitter;
  return 0.024 * delay + 0.11 * std::max(0.0, delay - 177.3);
}

double loss_impairment(double fraction_lost) {
  constexpr double robustness = 25.1;
  const double percent = 100 * std::clamp(fraction_lost, 0.0, 1.0);
  return 95 * percent / (percent + robustness);
}

struct bandwidth {
  std::uint32_t available;
  unsigned level;
};

direction_quality judge_direction(const transport_statistics::direction& measured, std::uint32_t round_trip,
                                  const bandwidth& room) {
  const double delay = delay_impairment(round_trip, measured.jitter);
  const double loss = loss_impairment(measured.fraction_lost);
  return {.actual = measured.bitrate,
          .available = std::max(room.available, measured.bitrate),
          .bandwidth_level = room.level,
          .fraction_lost = std::clamp(measured.fraction_lost, 0.0, 1.0),
          .loss_level = level_of(loss),
          .jitter = measured.jitter,
          .round_trip = round_trip,
          .latency_level = level_of(delay),
          .level = std::min(level_of(delay + loss), room.level)};
}

}  // namespace

unsigned latency_level(std::uint32_t round_trip, std::uint32_t jitter) {
  return level_of(delay_impairment(round_trip, jitter));
}

unsigned loss_level(double fraction_lost) { return level_of(loss_impairment(fraction_lost)); }

unsigned bandwidth_level(std::uint64_t available, std::uint64_t needed) {
  return std::max<unsigned>(
      worst_quality, available >= needed ? best_quality : static_cast<unsigned>(1 + 4 * available / needed));
}

connection_quality judge(const transport_statistics& measured, const needed_bitrates& needed) {
  const auto sent = [&](const transport_statistics::direction& in, std::uint32_t need) {
    const bandwidth room{in.bitrate, bandwidth_level(in.bitrate, need)};
    return judge_direction(in, measured.round_trip.value_or(0), room);
  };
  const auto received = [&](const transport_statistics::direction& out, std::uint32_t need) {
    bandwidth room{out.bitrate, bandwidth_level(out.bitrate, need)};
    if (measured.available_outgoing)
      room = {*measured.available_outgoing,
              need == 0 ? best_quality
                        : bandwidth_level(*measured.available_outgoing,
                                          std::uint64_t{needed.audio.out} + needed.video.out)};
    return judge_direction(out, measured.round_trip.value_or(0), room);
  };
  connection_quality quality{.audio = {.send = sent(measured.audio.in, needed.audio.in),
                                       .recv = received(measured.audio.out, needed.audio.out)},
                             .video = {.send = sent(measured.video.in, needed.video.in),
                                       .recv = received(measured.video.out, needed.video.out)},
                             .level = best_quality};
  for (const auto* each : {&quality.audio, &quality.video})
    quality.level = std::min({quality.level, each->send.level, each->recv.level});
  return quality;
}

}  // namespace flex_video::rooms
