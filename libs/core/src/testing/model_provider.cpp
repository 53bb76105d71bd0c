#include "testing/model_provider.hpp"

#include <algorithm>

namespace flex_video::core::model {

using enum room_event_kind;

model_provider::held_room* model_provider::find(const room_sid& room) {
  const auto found =
      std::ranges::find_if(rooms_, [&](const held_room& held) { return held.name.sid == room; });
  return found == rooms_.end() ? nullptr : &*found;
}

room model_provider::create(const std::string& unique_name, base::random_source& random) {
  for (const auto& held : rooms_) {
    if (held.in_progress && held.name.unique_name == unique_name) return held.name;
  }
  return rooms_.emplace_back(room{.sid = room_sid::generate(random), .unique_name = unique_name}).name;
}

void model_provider::complete(const room_sid& room, base::time_point now) {
  auto* held = find(room);
  if (!held || !held->in_progress) return;
  held->in_progress = false;
  for (const auto& identity : held->inside)
    reports.push_back(
        {.kind = participant_disconnected, .room = room, .identity = identity, .seen = {.at = now}});
  held->inside.clear();
  reports.push_back({.kind = room_ended, .room = room, .identity = {}, .seen = {.at = now}});
}

void model_provider::remove(const room_sid& room, const std::string& identity, base::time_point now) {
  auto* held = find(room);
  if (held && std::erase(held->inside, identity) > 0)
    reports.push_back(
        {.kind = participant_disconnected, .room = room, .identity = identity, .seen = {.at = now}});
}

void model_provider::connect(const access& token, base::time_point now) {
  auto* held = find(token.room);
  if (!held || !held->in_progress) return;
  remove(token.room, token.identity, now);
  if (held->inside.size() >= places_) return;
  held->inside.push_back(token.identity);
  reports.push_back(
      {.kind = participant_connected, .room = token.room, .identity = token.identity, .seen = {.at = now}});
}

room_report model_provider::inspect(const room_sid& room) const {
  for (const auto& held : rooms_) {
    if (held.name.sid == room) return {.in_progress = held.in_progress, .identities = held.inside};
  }
  return {};
}

}  // namespace flex_video::core::model
