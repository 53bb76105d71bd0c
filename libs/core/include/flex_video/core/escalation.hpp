#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"

#include <optional>
#include <string>

namespace flex_video::core {

/// What an agent asks for with Start video call.
struct start_request {
  conversation_sid conversation;
  task_sid task;
  std::string locale;  ///< of the customer, BCP 47; may be empty
};

/// Whether `user` may start: task_errc::not_reserved unless the reservation is the user's own on that task,
/// errc::task_not_accepted unless it is accepted, errc::conversation_mismatch unless the task is the
/// conversation's.
base::result<void> may_start(const start_request& request, const flex_user& user,
                             const reservation& reservation);

/// A session that starts now. The caller has asked may_start().
change start_session(const start_request& request, const flex_user& user, const reservation& reservation,
                     const room& room, const policy& policy, base::time_point now,
                     base::random_source& random);

/// What starting again changes on a session that has not ended: nothing; or its task and worker, when the
/// conversation has been transferred to `user`; or its customer's link, when that had expired or was taken
/// back (errc::too_many_invites, see renew_link()). The caller has asked may_start().
base::result<std::optional<change>> resume_session(const session_record& record, const flex_user& user,
                                                   const reservation& reservation, const policy& policy,
                                                   base::time_point now, base::random_source& random);

/// errc::not_your_session unless `worker` is the session's.
base::result<void> require_owner(const session& session, const worker_sid& worker);
/// errc::not_your_session unless the session is the user's or the user supervises.
base::result<void> may_view(const session& session, const flex_user& user);

/// errc::session_ended once it has.
base::result<void> require_not_ended(const session& session);

/// Whether the session's worker may enter the room: task_errc::not_reserved unless the reservation is the
/// worker's on the session's task, errc::task_not_accepted unless it is accepted or wrapping.
base::result<void> may_join(const session& session, const reservation& reservation);

/// The record that an access token was issued to the session's agent. Holds the session as well: one that has
/// ended or was handed over meanwhile is refused by the store, and the decision taken anew.
change record_agent_token(const session& session, base::time_point now, base::random_source& random);

/// Another room for a session that has not ended and whose room the provider has closed.
change renew_room(const session& session, const room& room, base::time_point now,
                  base::random_source& random);

/// Whether an agent's invite or visit with this ordinal is the present worker's.
bool is_of_present_worker(const session& session, std::uint8_t ordinal);

}  // namespace flex_video::core
