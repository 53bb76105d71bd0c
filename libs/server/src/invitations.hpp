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

/// Gets the customer's link into the conversation where the agent may not say it freely.
class invitations {
 public:
  invitations(const ports& ports, const options& options, sessions& sessions, links& links)
      : ports_(ports), options_(options), sessions_(sessions), links_(links) {}

  /// Who sends the link: the agent, or the service, which has then done so, once however often it is asked
  /// but for `again`. `user` is whom the agent_gate let in. Refuses as sessions::find_owned(),
  /// core::may_start(), template_to_send() and record_invitation(); task_errc, message_errc, store_errc.
  base::result<wire::invitation_answer> send(const core::flex_user& user, std::string_view session,
                                             bool again);

 private:
  base::result<void> send_template(const core::flex_user& user, std::string_view session,
                                   const core::content_sid& content, bool again);

  const ports& ports_;
  const options& options_;
  sessions& sessions_;
  links& links_;
};

}  // namespace flex_video::server
