#include "cloud/twilio_messages.hpp"

#include "flex_video/twilio/conversations_rest.hpp"

#include <algorithm>

namespace flex_video::server::cloud {
namespace {

using core::message_errc;
using twilio::call_attempt;
namespace conversations = twilio::conversations;

/// With this begins the author of what a customer wrote by WhatsApp
/// (https://www.twilio.com/docs/conversations/using-whatsapp-conversations).
constexpr std::string_view whatsapp_address = "whatsapp:";
/// Who has more to say in a day has not been silent for one.
constexpr int most_pages = 20;

std::unexpected<base::error> unavailable(std::string detail) {
  return base::fail(message_errc::unavailable, std::move(detail));
}

/// The plugin knows the message by its session; we know by `sending` which of several it is.
std::string attributes_of(const core::template_message& message) {
  return R"({"flex_video":{"session":")" + message.session.str() + R"(","sending":")" +
         message.sending.str() + "\"}}";
}

conversations::template_message to_twilio(const core::template_message& message) {
  conversations::template_message sent{.author = message.author,
                                       .content = message.content,
                                       .variables = {},
                                       .attributes = attributes_of(message)};
  for (const auto& value : message.variables)
    sent.variables.emplace(std::to_string(sent.variables.size() + 1), value);
  return sent;
}

bool stands(const call_attempt& attempt) {
  return attempt.ended == call_attempt::outcome::answered && attempt.status < 500 && attempt.status != 429;
}

}  // namespace

base::result<std::optional<base::time_point>> twilio_messages::last_by_whatsapp(
    const core::conversation_sid& conversation, base::time_point since) {
  const auto deadline = api_.deadline();
  std::string page;
  for (int pages = 0; pages < most_pages; ++pages) {
    const auto answer = api_.call(conversations::list_messages(conversation, page), deadline);
    if (!answer) return unavailable(answer.error().detail);
    if (!answer->good()) return base::fail(message_errc::refused, answer->described());
    auto parsed = conversations::parse_messages(answer->body);
    if (!parsed) return unavailable("malformed: " + parsed.error().detail);
    for (const auto& one : parsed->items) {
      if (one.created <= since) return std::nullopt;
      if (one.author.starts_with(whatsapp_address)) return one.created;
    }
    if (parsed->next.empty()) return std::nullopt;
    page = std::move(parsed->next);
  }
  return std::nullopt;
}

/// Nothing tells Twilio that a message comes twice, so one of which no answer came is looked for before it is
/// sent again.
base::result<void> twilio_messages::send(const core::conversation_sid& conversation,
                                         const core::template_message& message) {
  const auto wish = to_twilio(message);
  const auto deadline = api_.deadline();
  auto retries = api_.schedule(true, deadline);
  std::string last = "no time for the request";
  while (auto reply = api_.attempt(conversations::send_template(conversation, wish), deadline)) {
    if (stands(reply->attempt)) {
      const rest_answer answer{reply->attempt.status, std::move(reply->body)};
      if (answer.good()) return {};
      return base::fail(message_errc::refused, answer.described());
    }
    last = std::move(reply->detail);
    if (!api_.wait_for_another(retries, reply->attempt)) break;
    if (!twilio::may_have_been_processed(reply->attempt)) continue;
    const auto there = is_there(conversation, wish.attributes, deadline);
    if (!there) return std::unexpected{there.error()};
    if (*there) return {};
  }
  return unavailable(std::move(last));
}

/// The newest page tells: it is a matter of seconds.
base::result<bool> twilio_messages::is_there(const core::conversation_sid& conversation,
                                             std::string_view attributes, base::time_point deadline) {
  const auto answer = api_.call(conversations::list_messages(conversation), deadline);
  if (!answer) return unavailable(answer.error().detail);
  if (!answer->good()) return unavailable(answer->described());
  const auto parsed = conversations::parse_messages(answer->body);
  if (!parsed) return unavailable("malformed: " + parsed.error().detail);
  return std::ranges::any_of(parsed->items, [&](const auto& one) { return one.attributes == attributes; });
}

}  // namespace flex_video::server::cloud
