#include "sweeper.hpp"

#include "decide.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/presence.hpp"
#include "flex_video/core/retention.hpp"

#include <algorithm>

namespace flex_video::server {
namespace {

// A start takes seconds; a room noted so long ago has been given up, or its server was killed.
constexpr std::chrono::minutes stray_after{2};
// Closing is a write at Twilio, of which an account has 20 a second for everything.
constexpr std::size_t most_closed_at_once = 50;
// Each room is looked into once in so many rounds, and looking is a read, of which there are 80 a second.
constexpr std::size_t rounds_for_all = 12;
constexpr std::size_t most_looked_into_at_once = 100;
// Whoever writes meanwhile waits for it.
constexpr std::size_t most_forgotten_at_once = 50;

}  // namespace

sweep_tally sweeper::sweep() {
  sweep_tally tally;
  if (auto open = ports_.store.open_sessions(std::nullopt)) {
    end_overdue(*open, tally);
    std::ranges::sort(*open, {}, &core::session::id);
    look_into_rooms(*open, tally);
  } else {
    ++tally.failures;
  }
  close_rooms(tally);
  settle_rooms(tally);
  forget_sessions(tally);
  return tally;
}

void sweeper::end_overdue(const std::vector<core::session>& open, sweep_tally& tally) {
  const auto now = ports_.clock.now();
  for (const auto& session : open) {
    if (!core::overdue(session, options_.policy, now)) continue;
    const auto ended = decide(
        ports_, [&] { return ports_.store.find_session(session.id); },
        [&](const core::session_record& record) -> base::result<std::optional<core::change>> {
          const auto reason = core::overdue(record.session, options_.policy, now);
          if (!reason) return std::nullopt;
          return core::end_session(record, *reason, "server", now, ports_.random);
        });
    if (!ended) {
      ++tally.failures;
    } else if (core::ended(ended->session)) {
      ++tally.ended;
    }
  }
}

void sweeper::close_rooms(sweep_tally& tally) {
  const auto waiting = ports_.store.sessions_to_close(most_closed_at_once);
  if (!waiting) {
    ++tally.failures;
    return;
  }
  for (const auto& session : *waiting) {
    if (rooms_.close(session)) {
      ++tally.rooms_closed;
    } else {
      ++tally.failures;
      return;  // a provider that is down would hold up the round once for each room
    }
  }
}

void sweeper::settle_rooms(sweep_tally& tally) {
  const auto noted = ports_.store.unsettled_rooms(ports_.clock.now() - stray_after, most_closed_at_once);
  if (!noted) {
    ++tally.failures;
    return;
  }
  for (const auto& room : *noted) {
    if (settle(room)) {
      ++tally.strays_closed;
    } else {
      ++tally.failures;
      return;
    }
  }
}

void sweeper::forget_sessions(sweep_tally& tally) {
  const auto before = core::kept_long_enough(options_.policy, ports_.clock.now());
  if (!before) return;
  const auto forgotten = ports_.store.forget_sessions(*before, most_forgotten_at_once);
  if (forgotten) {
    tally.forgotten += *forgotten;
  } else {
    ++tally.failures;
  }
}

base::result<void> sweeper::settle(const core::noted_room& noted) {
  const auto room = ports_.video.find_room(noted.unique_name);
  if (!room) return std::unexpected{room.error()};
  if (*room) {
    const auto holder = ports_.store.find_session_by_room((*room)->sid);
    if (!holder && holder.error().code != core::store_errc::not_found) return std::unexpected{holder.error()};
    const bool in_use = holder && !core::ended(holder->session);
    if (!in_use) {
      if (const auto closed = ports_.video.complete_room((*room)->sid); !closed) return closed;
    }
  }
  return ports_.store.commit({.settled_room = noted});
}

void sweeper::look_into_rooms(const std::vector<core::session>& open, sweep_tally& tally) {
  const auto share = std::min(open.size() / rounds_for_all + 1, most_looked_into_at_once);
  auto at =
      looked_into_ ? std::ranges::upper_bound(open, *looked_into_, {}, &core::session::id) : open.begin();
  for (std::size_t looked = 0; looked < std::min(share, open.size()); ++looked) {
    if (at == open.end()) at = open.begin();
    looked_into_ = at->id;
    const auto news = reconcile(*at++);
    if (!news) {
      ++tally.failures;
      return;
    }
    if (*news) ++tally.caught_up;
  }
}

/// Whether the room showed something new.
base::result<bool> sweeper::reconcile(const core::session& session) {
  if (session.room_closed) return false;
  const auto seen = ports_.video.inspect_room(session.room);
  if (!seen) return std::unexpected{seen.error()};
  bool news = false;
  const auto noted = decide(
      ports_, [&] { return ports_.store.find_session(session.id); },
      [&](const core::session_record& record) -> base::result<std::optional<core::change>> {
        // What was told since may be newer than what was seen.
        if (record.session.version != session.version) return std::nullopt;
        auto change = core::reconcile(record, *seen, options_.policy, ports_.clock.now(), ports_.random);
        news = change.has_value();
        return change;
      });
  if (!noted) return std::unexpected{noted.error()};
  return news;
}

}  // namespace flex_video::server
