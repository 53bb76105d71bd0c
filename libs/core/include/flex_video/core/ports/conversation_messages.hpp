#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ids.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::core {

/// A message that is made of a template which the channel has approved.
struct template_message {
  std::string author;  ///< as the conversation names the agent: the Flex identity
  content_sid content;
  std::vector<std::string> variables;  ///< {{1}}, {{2}}, …; none empty. The first admits: not for a log
  session_id session;                  ///< whose link it brings
  event_id sending;                    ///< told with the message, so that it can be found again
};

/// Twilio Conversations, as far as the escalation asks it. Calls may block; any thread unless the
/// implementation says otherwise. Each refuses with message_errc.
class conversation_messages {
 public:
  virtual ~conversation_messages() = default;
  /// When somebody last wrote into the conversation by WhatsApp; nothing if that was not after `since`.
  virtual base::result<std::optional<base::time_point>> last_by_whatsapp(const conversation_sid& conversation,
                                                                         base::time_point since) = 0;
  /// Sends it once, though an answer may get lost. After `unavailable` it may have been sent.
  virtual base::result<void> send(const conversation_sid& conversation, const template_message& message) = 0;
};

enum class message_errc {
  unavailable = 1,  ///< no answer in time; try again later
  refused,          ///< Twilio said no, e.g. to the template; trying again does not help
};
std::error_code make_error_code(message_errc code);

}  // namespace flex_video::core

template <>
struct std::is_error_code_enum<flex_video::core::message_errc> : std::true_type {};
