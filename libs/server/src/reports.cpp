#include "reports.hpp"

#include "decide.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/presence.hpp"

namespace flex_video::server {
namespace {

/// Whether there simply was no session.
bool is_nobodys(const base::error& refusal) { return refusal.code == core::store_errc::not_found; }

}  // namespace

base::result<void> reports::room(const core::room_event& event) {
  const auto noted = decide(
      ports_, [&] { return ports_.store.find_session_by_room(event.room); },
      [&](const core::session_record& record) -> base::result<std::optional<core::change>> {
        return core::observe(record, event, options_.policy, ports_.clock.now(), ports_.random);
      });
  if (!noted && !is_nobodys(noted.error())) return std::unexpected{noted.error()};
  return {};
}

base::result<void> reports::task_end(const core::task_sid& task) {
  const auto found = ports_.store.find_open_session_by_task(task);
  if (!found) return is_nobodys(found.error()) ? base::result<void>{} : std::unexpected{found.error()};
  const auto transferred = ports_.tasks.has_other_task(found->session.conversation, task);
  if (!transferred) return std::unexpected{transferred.error()};
  if (*transferred) return {};
  const auto ended = decide(
      ports_, [&] { return ports_.store.find_session(found->session.id); },
      [&](const core::session_record& record) -> base::result<std::optional<core::change>> {
        const bool handed_over = record.session.task != task;
        if (core::ended(record.session) || handed_over) return std::nullopt;
        return core::end_session(record, core::end_reason::task_ended, "taskrouter", ports_.clock.now(),
                                 ports_.random);
      });
  if (!ended) return std::unexpected{ended.error()};
  // A room that can't be closed now is the sweeper's.
  if (core::ended(ended->session)) static_cast<void>(rooms_.close(ended->session));
  return {};
}

}  // namespace flex_video::server
