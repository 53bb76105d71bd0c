#include "composition/region_stage.hpp"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;

struct moment {
  milliseconds at;
  bool begins;
  std::size_t source;
};

/// In their order; of those at one time the ends first, so that a cell passes on.
std::vector<moment> moments_of(std::span<const staged_source> sources) {
  std::vector<moment> moments;
  for (std::size_t source = 0; source < sources.size(); ++source) {
    const auto& there = sources[source].there;
    if (there.until <= there.from) continue;
    moments.push_back({there.from, true, source});
    moments.push_back({there.until, false, source});
  }
  std::ranges::sort(moments, {},
                    [](const moment& each) { return std::tuple{each.at, each.begins, each.source}; });
  return moments;
}

std::size_t cells_needed(const region& region, std::span<const moment> moments) {
  std::size_t now = 0, most = 0;
  for (const auto& each : moments) {
    if (each.begins) ++now;
    // A cell that stays with its source is nobody else's.
    else if (region.reuse != cell_reuse::none)
      --now;
    most = std::max(most, now);
  }
  return most;
}

class stage {
 public:
  stage(const region& region, std::span<const staged_source> sources, std::vector<cell> cells)
      : reuse_(region.reuse), sources_(sources), cells_(std::move(cells)), seats_(cells_.size()) {}

  void begin(std::size_t source, milliseconds now) {
    waiting_.push_back(source);
    const auto free = std::ranges::find_if(seats_, &seat::is_free);
    if (free != seats_.end()) return fill(*free, now);
    if (reuse_ != cell_reuse::show_newest || seats_.empty()) return;
    const auto longest = std::ranges::min_element(seats_, {}, &seat::since);
    const auto replaced = *longest->source;
    leave(*longest, now);
    fill(*longest, now);
    waiting_.push_back(replaced);
    std::ranges::sort(waiting_);  // sources are in the order in which they begin
  }
  void end(std::size_t source, milliseconds now) {
    std::erase(waiting_, source);
    const auto of = std::ranges::find(seats_, std::optional{source}, &seat::source);
    if (of == seats_.end()) return;
    leave(*of, now);
    of->closed = reuse_ == cell_reuse::none;
    if (of->is_free()) fill(*of, now);
  }
  /// In the order in which they began.
  std::vector<placement> placements() && {
    std::ranges::stable_sort(placements_, {}, [](const placement& each) {
      return std::pair{each.when.front().from, each.recording};
    });
    return std::move(placements_);
  }

 private:
  struct seat {
    std::optional<std::size_t> source = {};
    milliseconds since{};
    bool closed = false;
    bool is_free() const { return !source && !closed; }
  };

  void fill(seat& of, milliseconds now) {
    if (waiting_.empty()) return;
    const auto next = reuse_ == cell_reuse::show_newest ? waiting_.end() - 1 : waiting_.begin();
    of = {.source = *next, .since = now};
    waiting_.erase(next);
  }
  void leave(seat& of, milliseconds now) {
    const auto recording = sources_[*of.source].recording;
    const auto& where = cells_[static_cast<std::size_t>(&of - seats_.data())];
    const auto since = of.since;
    of.source.reset();
    if (since == now) return;
    const auto known = std::ranges::find_if(placements_, [&](const placement& each) {
      return each.recording == recording && each.where == where;
    });
    if (known == placements_.end())
      placements_.push_back({.recording = recording, .where = where, .when = {{since, now}}});
    else
      known->when.push_back({since, now});
  }

  cell_reuse reuse_;
  std::span<const staged_source> sources_;
  std::vector<cell> cells_;
  std::vector<seat> seats_;
  std::vector<std::size_t> waiting_;  ///< without a cell, in the order in which they began
  std::vector<placement> placements_;
};

}  // namespace

std::vector<placement> stage_region(const region& region, std::span<const staged_source> sources) {
  std::vector<staged_source> in_order{sources.begin(), sources.end()};
  std::ranges::stable_sort(in_order, {}, [](const staged_source& each) { return each.there.from; });
  const auto moments = moments_of(in_order);
  stage on{region, in_order, cells_for(region, cells_needed(region, moments))};
  for (const auto& [at, begins, source] : moments) {
    if (begins)
      on.begin(source, at);
    else
      on.end(source, at);
  }
  return std::move(on).placements();
}

}  // namespace flex_video::rooms
