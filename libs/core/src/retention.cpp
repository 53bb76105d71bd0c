#include "flex_video/core/retention.hpp"

#include "flex_video/core/still.hpp"

#include <string_view>

namespace flex_video::core {

row_counts& row_counts::operator+=(const row_counts& more) {
  for (const auto& [kind, name] : spelling<kept_row>::values) (*this)[kind] += more[kind];
  return *this;
}

std::optional<base::time_point> kept_long_enough(const policy& policy, base::time_point now) {
  if (!policy.retention) return std::nullopt;
  return now - *policy.retention;
}

std::size_t deleted_at_once(const std::vector<session>& due) {
  std::size_t stills = 0;
  for (std::size_t at = 0; at < due.size(); ++at) {
    stills += due[at].stills;
    if (stills > most_stills) return at == 0 ? 1 : at;
  }
  return due.size();
}

bool concerns(const webhook& webhook, const session& session) {
  const auto names = [&](std::string_view sid) {
    return webhook.body.find(sid) != std::string::npos || webhook.key.find(sid) != std::string::npos;
  };
  return names(session.conversation.text()) || names(session.task.text()) || names(session.room.text());
}

}  // namespace flex_video::core
