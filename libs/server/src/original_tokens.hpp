#pragma once

#include "links.hpp"
#include "room_access.hpp"
#include "sessions.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/wire/types.hpp"

#include <string>
#include <string_view>

namespace flex_video::server {

/// What the original design's `get-tokens` answered: a token for either side of the task's room.
class original_tokens {
 public:
  original_tokens(const ports& ports, const options& options, sessions& sessions, links& links,
                  room_access& access)
      : ports_(ports), options_(options), sessions_(sessions), links_(links), access_(access) {}

  /// For a task of `user`'s own: finds or starts the session of its conversation. Refuses as
  /// sessions::start(), and with wire::errc::invalid_field if `task` is no task's SID. Writes nothing when
  /// the session is there already.
  base::result<wire::tokens_answer> issue(const core::flex_user& user, std::string_view task);

  /// For anybody, and any task that can be part of a room's name: no session, no links, two identities of
  /// chance.
  base::result<wire::tokens_answer> issue_to_anybody(std::string_view task);

 private:
  std::string customer_token(const core::room_sid& room, base::time_point now);

  const ports& ports_;
  const options& options_;
  sessions& sessions_;
  links& links_;
  room_access& access_;
};

}  // namespace flex_video::server
