#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/invite.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"

#include <optional>
#include <string>
#include <vector>

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
/// conversation has been transferred to `user`; or its customer's link, when that had expired. The caller has
/// asked may_start().
std::optional<change> resume_session(const session& session, const flex_user& user,
                                     const reservation& reservation, const policy& policy,
                                     base::time_point now, base::random_source& random);

/// errc::not_your_session unless `worker` is the session's.
base::result<void> require_owner(const session& session, const worker_sid& worker);

/// errc::session_ended once it has.
base::result<void> require_not_ended(const session& session);

/// Whether the session's worker may enter the room: task_errc::not_reserved unless the reservation is the
/// worker's on the session's task, errc::task_not_accepted unless it is accepted or wrapping.
base::result<void> may_join(const session& session, const reservation& reservation);

/// The record that an access token was issued to the session's agent.
change record_agent_token(const session& session, base::time_point now, base::random_source& random);

/// The end of a session that has not ended; `visits` are all of it. Those who were in the room have left.
change end_session(const session& session, const std::vector<visit>& visits, end_reason reason,
                   const std::string& actor, base::time_point now, base::random_source& random);

/// The invite in the customer's link.
invite customer_invite(const session& session);
/// One that admits the session's present agent on one device; short-lived.
invite agent_invite(const session& session, const policy& policy, base::time_point now);
/// Whether an agent's invite or visit with this ordinal is the present worker's.
bool is_of_present_worker(const session& session, std::uint8_t ordinal);

}  // namespace flex_video::core
