#include "composition/composition_queue.hpp"

#include <algorithm>

namespace flex_video::rooms {

bool composition_queue::has_next(const is_ready& ready) const {
  return under_way_.size() < limits_.at_once && std::ranges::any_of(waiting_, ready);
}

std::optional<composition_sid> composition_queue::take_next(const is_ready& ready) {
  if (!has_next(ready)) return std::nullopt;
  const auto next = std::ranges::find_if(waiting_, ready);
  const auto which = *next;
  waiting_.erase(next);
  under_way_.emplace(which, job{.began = clock_.now()});
  return which;
}

bool composition_queue::advance(const composition_sid& which, unsigned percent) {
  const auto known = under_way_.find(which);
  // All of it is told as what is available.
  const auto tens = std::min(percent / 10, 9U);
  if (known == under_way_.end() || tens <= known->second.tens) return false;
  known->second.tens = tens;
  return true;
}

void composition_queue::remove(const composition_sid& which) {
  std::erase(waiting_, which);
  under_way_.erase(which);
}

std::chrono::milliseconds composition_queue::taken(const composition_sid& which) const {
  const auto known = under_way_.find(which);
  return known == under_way_.end() ? std::chrono::milliseconds{} : clock_.now() - known->second.began;
}

std::vector<composition_sid> composition_queue::overdue() const {
  std::vector<composition_sid> late;
  for (const auto& [which, made] : under_way_)
    if (clock_.now() >= made.began + limits_.longest) late.push_back(which);
  return late;
}

std::optional<base::time_point> composition_queue::next_deadline() const {
  const auto first =
      std::ranges::min_element(under_way_, {}, [](const auto& each) { return each.second.began; });
  if (first == under_way_.end()) return std::nullopt;
  return first->second.began + limits_.longest;
}

}  // namespace flex_video::rooms
