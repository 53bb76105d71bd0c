#include "callbacks/callback_queue.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace flex_video::rooms {
namespace {

/// Scheme, host and port.
std::string target_of(const std::string& url) {
  const auto scheme = url.find("://");
  const auto host = scheme == std::string::npos ? 0 : scheme + 3;
  return url.substr(0, url.find_first_of("/?#", host));
}

constexpr unsigned too_many_requests = 429;
constexpr unsigned service_unavailable = 503;

/// The attempt with a pause only where it is one for the busy, and no longer than `most`.
twilio::call_attempt with_pause(twilio::call_attempt attempt, std::chrono::milliseconds most) {
  const bool busy = attempt.status == too_many_requests || attempt.status == service_unavailable;
  if (!busy) attempt.retry_after.reset();
  if (attempt.retry_after)
    attempt.retry_after = std::min(*attempt.retry_after, std::chrono::floor<std::chrono::seconds>(most));
  return attempt;
}

}  // namespace

callback_queue::callback_queue(const callback_limits& limits, const base::clock& clock,
                               base::random_source& random)
    : limits_(limits), clock_(clock), random_(random) {}

bool callback_queue::add(status_callback callback) {
  if (waiting_ >= limits_.waiting) return false;
  auto& line = lines_[callback.room];
  if (line.callbacks.size() >= limits_.waiting_of_room) return false;
  if (line.callbacks.empty()) ready_.push_back(callback.room);
  line.callbacks.push_back(std::move(callback));
  ++waiting_;
  return true;
}

std::vector<status_callback> callback_queue::take_due() {
  for (const auto& room : retries_.take_due(clock_.now())) ready_.push_back(room);
  std::vector<status_callback> due;
  std::deque<twilio::room_sid> held_back;
  for (const auto& room : std::exchange(ready_, {})) {
    auto& line = lines_.at(room);
    const auto& first = line.callbacks.front();
    auto& to_target = under_way_[target_of(first.url)];
    if (all_under_way_ >= limits_.under_way || to_target >= limits_.under_way_to_target) {
      held_back.push_back(room);
      continue;
    }
    ++to_target;
    ++all_under_way_;
    if (!line.schedule)
      line.schedule.emplace(limits_.retries, true, clock_.now() + limits_.lifetime, random_);
    due.push_back(first);
  }
  ready_ = std::move(held_back);
  return due;
}

bool callback_queue::finished(const twilio::room_sid& room, const twilio::call_attempt& attempt) {
  auto& line = lines_.at(room);
  const auto target = target_of(line.callbacks.front().url);
  --all_under_way_;
  if (--under_way_.at(target) == 0) under_way_.erase(target);
  const bool taken = attempt.ended == twilio::call_attempt::outcome::answered && attempt.status < 400;
  const auto delay =
      taken ? std::nullopt
            : line.schedule->next(with_pause(attempt, limits_.retries.longest_retry_after), clock_.now());
  if (delay) {
    retries_.set(room, clock_.now() + *delay);
    return true;
  }
  go_on(room, line);
  return taken;
}

std::vector<status_callback> callback_queue::waiting_of(const twilio::room_sid& room) const {
  const auto found = lines_.find(room);
  if (found == lines_.end()) return {};
  return {found->second.callbacks.begin(), found->second.callbacks.end()};
}

void callback_queue::go_on(const twilio::room_sid& room, room_line& of) {
  of.callbacks.pop_front();
  of.schedule.reset();
  --waiting_;
  if (of.callbacks.empty()) {
    lines_.erase(room);
  } else {
    ready_.push_back(room);
  }
}

}  // namespace flex_video::rooms
