#pragma once

#include "links.hpp"
#include "room_access.hpp"
#include "session_rooms.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/wire/types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::server {

/// What an agent does with sessions. `user` is whom the agent_gate let in; `id` is what stood in the path.
class sessions {
 public:
  sessions(const ports& ports, const options& options, links& links, session_rooms& rooms,
           room_access& access)
      : ports_(ports), options_(options), links_(links), rooms_(rooms), access_(access) {}

  struct opened {
    core::session session;
    bool created = false;
    bool windowed = false;  ///< whether its channel takes free messages for a time only
  };

  /// The session of the conversation, which is handed over to the user; where it has none one is opened, with
  /// a room: errc::task_not_accepted, conversation_mismatch, task_errc, provider_errc, store_errc.
  /// `only_existing` opens none: errc::session_not_found.
  base::result<opened> start(const core::flex_user& user, const core::start_request& request,
                             bool only_existing = false);
  /// As start(), once the reservation is at hand.
  base::result<opened> open(const core::flex_user& user, const core::start_request& request,
                            const core::reservation& reservation, bool only_existing = false);

  wire::started_session describe(const opened& standing);
  base::result<wire::session_status> status(const core::flex_user& user, std::string_view id);
  base::result<wire::join_answer> join(const core::flex_user& user, std::string_view id);
  /// Lets a supervisor in, by what the policy says: as core::supervise(). The provider knows who is to hear
  /// and see them before they get their token: provider_errc.
  base::result<wire::join_answer> supervise(const core::flex_user& user, std::string_view id);
  /// Changes who hears and sees the supervisor: as core::change_supervision(), and provider_errc.
  base::result<wire::session_status> change_supervision(const core::flex_user& user, std::string_view id,
                                                        core::supervision_mode mode);
  /// Ends the session, and its room; a room that could not be closed the last time is closed when this is
  /// repeated.
  base::result<wire::session_answer> end(const core::flex_user& user, std::string_view id);

  /// The sessions that have not ended: the user's own; everybody's for one who supervises. `worker`, a SID,
  /// leaves only that worker's: wire::errc::invalid_field, or errc::role_not_allowed for another's when the
  /// user does not supervise.
  base::result<wire::session_list> list(const core::flex_user& user,
                                        const std::optional<std::string>& worker);
  /// Has the provider record, or not, and stores that it does: errc::recording_not_allowed,
  /// consent_missing, provider_errc.
  base::result<wire::session_answer> record(const core::flex_user& user, std::string_view id,
                                            wire::recording_action action);

  /// errc::session_not_found.
  base::result<core::session_record> find(std::string_view id);
  /// Also errc::not_your_session, for who supervises as well.
  base::result<core::session_record> find_owned(const core::flex_user& user, std::string_view id);
  /// As find_owned(), but for who supervises.
  base::result<core::session_record> find_viewed(const core::flex_user& user, std::string_view id);

 private:
  void restore_recording(std::string_view id);
  base::result<core::session> resume(const core::flex_user& user, const core::start_request& request,
                                     const core::reservation& reservation);

  const ports& ports_;
  const options& options_;
  links& links_;
  session_rooms& rooms_;
  room_access& access_;
};

}  // namespace flex_video::server
