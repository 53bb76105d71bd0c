#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/twilio/rest.hpp"
#include "flex_video/twilio/sids.hpp"

#include <map>
#include <string>
#include <string_view>

/// Conversations' REST API, https://conversations.twilio.com, in the account's default service, which Flex's
/// conversations are in (https://www.twilio.com/docs/conversations/api/conversation-message-resource).
/// Answers are refused with rest_errc::malformed.
namespace flex_video::twilio::conversations {

struct message_answer {
  message_sid sid;
  std::string author;      ///< an identity, or the address of a participant on a channel: "whatsapp:+1555…"
  std::string attributes;  ///< a JSON text
  base::time_point created;
};

/// A message that is made of a template (https://www.twilio.com/docs/content). Twilio takes no empty value.
struct template_message {
  std::string author;
  content_sid content;
  std::map<std::string, std::string> variables;  ///< by their names in the template: "1", "2", …
  std::string attributes;                        ///< a JSON text
};

/// The newest first. `page` is rest_page::next of the page before, empty for the first.
rest_request list_messages(const conversation_sid& conversation, std::string_view page = {});
/// No webhook is triggered by it. Doing it twice sends two messages.
rest_request send_template(const conversation_sid& conversation, const template_message& message);

base::result<rest_page<message_answer>> parse_messages(std::string_view json);
base::result<message_answer> parse_message(std::string_view json);

}  // namespace flex_video::twilio::conversations
