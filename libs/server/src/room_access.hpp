#pragma once

#include "flex_video/core/session.hpp"
#include "flex_video/core/visit.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/twilio/access_token.hpp"
#include "flex_video/wire/types.hpp"

#include <string>

namespace flex_video::server {

/// Mints what lets somebody into a room. Tokens are bound to the room's SID: a name could be taken again
/// after the end.
class room_access {
 public:
  room_access(twilio::access_token_issuer& issuer, const options& options)
      : issuer_(issuer), options_(options) {}

  /// Lives as long as the longest call, since reconnecting needs it; in whole seconds, as tokens count.
  std::string token(std::string identity, const core::room_sid& room, base::time_point now,
                    bool may_publish = true);

  wire::join_answer for_agent(const core::session& session, base::time_point now);
  /// Of the session's supervisor. In our own rooms the token itself lets one who only watches publish
  /// nothing.
  wire::join_answer for_supervisor(const core::session& session, base::time_point now);
  wire::join_answer for_visit(const core::session& session, const core::visit& visit, base::time_point now);

 private:
  base::time_point expiry(base::time_point now) const;
  wire::join_answer answer(const core::session& session, std::string identity, core::invite_role role,
                           base::time_point now);

  twilio::access_token_issuer& issuer_;
  const options& options_;
};

}  // namespace flex_video::server
