#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/session_record.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::core {

/// Two wishes to send the link once more within this time are one, clicked twice.
inline constexpr std::chrono::seconds same_click{10};

/// The record that the service sends the customer's link, to be stored before it does: of two who want it at
/// once the store refuses one, who decides anew. Nothing if it was sent already, which `events`, the
/// session's own, tell; unless `again`, and not just now. As require_standing(); errc::invite_expired.
base::result<std::optional<change>> record_invitation(const session_record& record,
                                                      const std::vector<event>& events,
                                                      const content_sid& content, bool again,
                                                      base::time_point now, base::random_source& random);
/// The record that it was not sent after all; the next wish sends it.
change record_invitation_failed(const session& session, base::time_point now, base::random_source& random);

/// The message to send, as `sending` records it: {{1}} is the code, which is the link's last part, {{2}} the
/// customer's name, {{3}} the agent's.
template_message invitation_message(const session& session, std::string author, const content_sid& content,
                                    std::string code, const event& sending);

}  // namespace flex_video::core
