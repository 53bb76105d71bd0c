#include "signalling/switchboard.hpp"

#include <utility>
#include <variant>

// What is kept of the rooms for a server after this one, and who watches them.

namespace flex_video::rooms {

void switchboard::touch(const room& changed) {
  keep(changed.sid());
  show(changed);
  rearm(changed);
}

void switchboard::keep(const twilio::room_sid& sid) {
  if (options_.keeps_rooms) changed_.insert(sid);
}

std::vector<core::kept_room> switchboard::take_changes() {
  forget_ended();
  std::vector<core::kept_room> changes;
  for (const auto& sid : std::exchange(changed_, {})) {
    auto& change = changes.emplace_back(core::kept_room{.room = sid, .state = {}});
    if (const auto* const found = rooms_.find(sid.text())) {
      auto state = found->memory();
      state.record = memory_of(sid);
      change.state = write_state(state);
    } else if (const auto ended = rooms_.ended_at(sid)) {
      change.state = write_state(ended_room_state{.sid = sid, .ended = *ended, .record = memory_of(sid)});
    }
  }
  return changes;
}

base::result<void> switchboard::take_up(std::string_view text) {
  auto kept = read_state(text);
  if (!kept) return std::unexpected{kept.error()};
  if (const auto* const ended = std::get_if<ended_room_state>(&*kept)) {
    rooms_.remember(ended->sid, ended->ended);
    recall(ended->sid, ended->record);
    forget_ended();
    return {};
  }
  const auto& state = std::get<room_state>(*kept);
  if (state.terms.type == room_type::group && !has_media_engine()) {
    rooms_.remember(state.sid, clock_.now());
    return {};
  }
  auto* const back = rooms_.take_up(state);
  if (!back) return {};
  for (auto* const lost : back->participants()) {
    sessions_.emplace(lost->session(), member{back, lost});
    limit_stay({back, lost});
    rearm(*lost);
  }
  await_use(*back);
  recall(state.sid, state.record);
  touch(*back);
  if (stepped_) stepped_();
  return {};
}

/// Nobody has left and nobody is lost: whoever was inside comes back to the server after us.
void switchboard::drain() {
  draining_ = true;
  for (const auto& [socket, client] : sockets_)
    actions_.push_back(close_socket{socket, static_cast<std::uint16_t>(close_code::service_restart)});
  sockets_.clear();
  finish_step();
}

void switchboard::watch(std::weak_ptr<room_watcher> watcher) {
  watcher_ = std::move(watcher);
  for (const auto& [sid, record] : std::exchange(unwatched_, {})) recall(sid, record);
  for (const auto* each : rooms_.all()) show(*each);
}

void switchboard::show(const room& changed) const {
  if (const auto watcher = watcher_.lock()) watcher->changed(changed);
}

std::string switchboard::memory_of(const twilio::room_sid& sid) const {
  if (const auto watcher = watcher_.lock()) return watcher->memory_of(sid);
  const auto found = unwatched_.find(sid);
  return found == unwatched_.end() ? std::string{} : found->second;
}

void switchboard::recall(const twilio::room_sid& sid, const std::string& record) {
  if (const auto watcher = watcher_.lock())
    watcher->recall(record);
  else
    unwatched_.insert_or_assign(sid, record);
}

void switchboard::forget_ended() {
  for (const auto& sid : rooms_.forget_ended()) {
    keep(sid);
    unwatched_.erase(sid);
    if (const auto watcher = watcher_.lock()) watcher->forget(sid);
  }
}

}  // namespace flex_video::rooms
