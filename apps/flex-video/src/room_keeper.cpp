#include "room_keeper.hpp"

#include <utility>

namespace flex_video::app {

bool room_keeper::add(std::vector<core::kept_room> changes) {
  const std::lock_guard lock{mutex_};
  for (auto& [room, state] : changes) waiting_.insert_or_assign(room, std::move(state));
  return !waiting_.empty();
}

base::result<void> room_keeper::keep() {
  std::vector<core::kept_room> changes;
  {
    const std::lock_guard lock{mutex_};
    for (auto& [room, state] : std::exchange(waiting_, {})) changes.push_back({room, std::move(state)});
  }
  if (changes.empty()) return {};
  auto kept = store_.keep(changes);
  if (kept) return kept;
  const std::lock_guard lock{mutex_};
  for (auto& [room, state] : changes)
    waiting_.emplace(room, std::move(state));  // unless there is a newer one
  return kept;
}

}  // namespace flex_video::app
