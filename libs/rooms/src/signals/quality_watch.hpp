#pragma once

#include "channels/media_message_reader.hpp"
#include "decisions/network_quality.hpp"

#include "flex_video/base/clock.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

namespace flex_video::rooms {

/// How good one peer connection is, measured when somebody wants to know it.
class quality_watch {
 public:
  /// So old is what is told at most, and at least if it is measured anew: its own client's, and that for the
  /// others.
  static constexpr std::chrono::milliseconds pause{1'000}, pause_for_others{3'000};

  /// The client wants to know it; it asks no other before it has been answered, unless it waits in vain.
  void ask(const quality_request& request) { asked_ = request; }
  /// What it wants to know of the others; 0 while nothing is to be answered.
  unsigned asks_for_others() const { return asked_ ? asked_->remote : 0; }

  /// Whether to measure now, which is as good as begun.
  bool begin(bool others_want, base::time_point now);
  /// When begin() is to be asked again; nothing if it depends on what else happens.
  std::optional<base::time_point> next_deadline(bool others_want) const;
  void measured(const transport_statistics& figures, base::time_point now);

  /// What is to be answered now, once.
  std::optional<quality_request> take_answerable();
  /// Nothing before it has been measured.
  const std::optional<connection_quality>& last() const { return last_; }

 private:
  std::optional<base::time_point> due_at(bool others_want) const;

  std::optional<quality_request> asked_;
  bool measuring_ = false;
  bool fresh_ = false;  ///< measured after it was asked
  std::optional<base::time_point> measured_at_;
  std::optional<connection_quality> last_;
};

}  // namespace flex_video::rooms
