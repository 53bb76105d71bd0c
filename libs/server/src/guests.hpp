#pragma once

#include "links.hpp"
#include "sessions.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/wire/types.hpp"

#include <string_view>

namespace flex_video::server {

/// What a session's agent decides about the guests and their links. `user` is whom the agent_gate let in; the
/// texts are what stood in the path. Each refuses with errc::session_not_found, not_your_session,
/// session_ended, and as core's decision of that name.
class guests {
 public:
  guests(const ports& ports, const options& options, sessions& sessions, links& links)
      : ports_(ports), options_(options), sessions_(sessions), links_(links) {}

  base::result<wire::visit_decision> admit(const core::flex_user& user, std::string_view session,
                                           std::string_view visit);
  base::result<wire::visit_decision> deny(const core::flex_user& user, std::string_view session,
                                          std::string_view visit);
  base::result<wire::visit_decision> remove(const core::flex_user& user, std::string_view session,
                                            std::string_view visit);

  /// Another link, with its text for the conversation: wire::errc::invalid_field for a life of less than a
  /// minute or more than the policy's link_life.
  base::result<wire::issued_invite> invite(const core::flex_user& user, std::string_view session,
                                           const wire::issue_invite_request& request);
  base::result<wire::invite_answer> revoke(const core::flex_user& user, std::string_view session,
                                           std::string_view invite);

 private:
  template <class Decision>
  base::result<wire::visit_decision> decide_on(const core::flex_user& user, std::string_view session,
                                               std::string_view visit, Decision decision);

  const ports& ports_;
  const options& options_;
  sessions& sessions_;
  links& links_;
};

}  // namespace flex_video::server
