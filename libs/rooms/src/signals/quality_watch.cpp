#include "signals/quality_watch.hpp"

namespace flex_video::rooms {

std::optional<base::time_point> quality_watch::due_at(bool others_want) const {
  if (measuring_ || (!asked_ && !others_want)) return std::nullopt;
  if (!measured_at_) return base::time_point{};
  return *measured_at_ + (asked_ ? pause : pause_for_others);
}

bool quality_watch::begin(bool others_want, base::time_point now) {
  const auto due = due_at(others_want);
  if (!due || *due > now) return false;
  measuring_ = true;
  return true;
}

std::optional<base::time_point> quality_watch::next_deadline(bool others_want) const {
  return due_at(others_want);
}

/// How much would have room towards the browser is known only while enough flows, and how much it could send
/// it tells nobody; so all that needs room is what flows.
void quality_watch::measured(const transport_statistics& figures, base::time_point now) {
  measuring_ = false;
  fresh_ = true;
  measured_at_ = now;
  last_ = judge(figures, {.audio = {.in = 0, .out = figures.audio.out.bitrate},
                          .video = {.in = 0, .out = figures.video.out.bitrate}});
}

std::optional<quality_request> quality_watch::take_answerable() {
  if (!std::exchange(fresh_, false)) return std::nullopt;
  return std::exchange(asked_, std::nullopt);
}

}  // namespace flex_video::rooms
