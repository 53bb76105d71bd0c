#include "composition/composition_plan.hpp"

#include "composition/region_stage.hpp"

#include <algorithm>

namespace flex_video::rooms {
namespace {

using std::chrono::milliseconds;

/// The time of a composition.
class time_line {
 public:
  /// What nobody was recorded in is left out.
  explicit time_line(std::span<const recording_record* const> recordings) {
    for (const auto* const each : recordings)
      recorded_.push_back({*each->began, *each->began + each->duration});
    std::ranges::sort(recorded_, {}, &stretch::from);
    std::size_t last = 0;
    for (std::size_t next = 1; next < recorded_.size(); ++next) {
      if (recorded_[next].from <= recorded_[last].until)
        recorded_[last].until = std::max(recorded_[last].until, recorded_[next].until);
      else
        recorded_[++last] = recorded_[next];
    }
    recorded_.resize(last + 1);
  }
  time_line(base::time_point from, base::time_point until) : recorded_{{from, until}} {}

  milliseconds at(base::time_point time) const {
    milliseconds passed{};
    for (const auto& each : recorded_)
      if (time > each.from) passed += std::min(time, each.until) - each.from;
    return passed;
  }
  milliseconds duration() const { return at(base::time_point::max()); }

 private:
  struct stretch {
    base::time_point from;
    base::time_point until;
  };
  std::vector<stretch> recorded_;
};

bool is_composed(const recording_record& recording, std::span<const region> regions,
                 const track_choice& sounds) {
  if (recording.status != recording_status::completed || !recording.began) return false;
  if (recording.kind == track_kind::audio) return chooses(sounds, recording);
  return recording.kind == track_kind::video &&
         std::ranges::any_of(regions, [&](const region& each) { return chooses(each.sources, recording); });
}

time_line time_of(const composition_record& composition, const std::vector<const recording_record*>& chosen) {
  if (composition.wish.trim) return time_line{chosen};
  auto from = composition.recorded_from, until = composition.recorded_until;
  for (const auto* const each : chosen) {
    from = std::min(from, *each->began);
    until = std::max(until, *each->began + each->duration);
  }
  return {from, until};
}

}  // namespace

std::optional<composition_plan> plan_composition(const composition_record& composition,
                                                 std::span<const region> regions,
                                                 std::span<const recording_record> recordings) {
  std::vector<const recording_record*> chosen;
  for (const auto& each : recordings)
    if (is_composed(each, regions, composition.wish.sounds)) chosen.push_back(&each);
  if (chosen.empty() || chosen.size() > most_composed) return std::nullopt;
  std::ranges::stable_sort(chosen, {}, [](const recording_record* each) { return *each->began; });
  const auto time = time_of(composition, chosen);
  const auto& size = composition.wish.size;
  composition_plan plan{.size = {size.width & ~1U, size.height & ~1U},  // as cells are
                        .format = composition.wish.format,
                        .duration = time.duration(),
                        .pictures = !regions.empty(),
                        .recordings = {},
                        .placements = {},
                        .sounds = {}};
  for (const auto* const each : chosen) {
    if (each->kind == track_kind::audio) plan.sounds.push_back(plan.recordings.size());
    plan.recordings.push_back({.sid = each->sid, .kind = each->kind, .begins = time.at(*each->began)});
  }
  std::vector<region> from_behind{regions.begin(), regions.end()};
  std::ranges::stable_sort(from_behind, {}, &region::z);
  for (const auto& region : from_behind) {
    std::vector<staged_source> sources;
    for (std::size_t index = 0; index < chosen.size(); ++index) {
      const auto& each = *chosen[index];
      if (each.kind == track_kind::video && chooses(region.sources, each))
        sources.push_back({index, {time.at(*each.began), time.at(*each.began + each.duration)}});
    }
    for (auto& placed : stage_region(region, sources)) plan.placements.push_back(std::move(placed));
  }
  return plan;
}

}  // namespace flex_video::rooms
