#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/event.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_store.hpp"

namespace flex_video::core {

/// Lets `user` into a call under way, and records that they got an access token. A supervisor has a place of
/// the call's own, so that it takes none of a guest's; they make no call live, keep none from being idle, and
/// since they are no guest no recording waits for them. Who isn't there begins by listening. Refuses with
/// errc::role_not_allowed, supervision_not_allowed, session_ended, session_not_live, or supervisor_present
/// while another one is in the room; one who was let in and is not there loses the place.
base::result<change> supervise(const session_record& record, const flex_user& user, const policy& policy,
                               base::time_point now, base::random_source& random);

/// Whether a supervisor must not publish.
bool only_watches(const policy& policy);

/// Changes who hears and sees the session's supervisor, at the wish of that supervisor. Nothing if it is so
/// already. Refuses with errc::role_not_allowed, supervision_not_allowed unless the policy is
/// supervisor_rule::coach, session_ended, or not_your_session for anybody but who has the place.
base::result<std::optional<change>> change_supervision(const session_record& record, const flex_user& user,
                                                       supervision_mode mode, const policy& policy,
                                                       base::time_point now, base::random_source& random);

/// Whom not everybody in the session's room hears and sees.
std::vector<audience> audiences_of(const session& session, const policy& policy);

/// Whether the event is a supervisor's. Those of an unannounced one are told to nobody but supervisors.
bool is_of_supervisor(const event& event);

/// Whether somebody in Flex is told of a call's supervisor: who supervises always, its agent by the policy.
bool hears_of_supervisor(bool supervises, const policy& policy);

}  // namespace flex_video::core
