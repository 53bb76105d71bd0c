#include "conversations/conversation.hpp"

#include <algorithm>

namespace flex_video::sandbox {
namespace {

constexpr int sms_unreachable = 30003;       // https://www.twilio.com/docs/api/errors/30003
constexpr int whatsapp_unreachable = 63024;  // https://www.twilio.com/docs/api/errors/63024

}  // namespace

std::string_view to_text(delivery status) {
  switch (status) {
    case delivery::sent:
      return "sent";
    case delivery::delivered:
      return "delivered";
    case delivery::read:
      return "read";
    case delivery::undelivered:
      return "undelivered";
    case delivery::failed:
      break;
  }
  return "failed";
}

channel_reports reports_of(std::string_view channel_type) {
  const bool web = channel_type == "web";
  const bool whatsapp = channel_type == "whatsapp";
  return {.horizon = web,
          .delivered = !web,
          .read = whatsapp,
          .undelivered_code = web        ? 0
                              : whatsapp ? whatsapp_unreachable
                                         : sms_unreachable};
}

std::optional<messaging_binding> binding_of(std::string_view channel_type, std::size_t ordinal) {
  if (channel_type == "web") return std::nullopt;
  constexpr std::size_t first_area = 202, numbers = 100, first_number = 5550100;
  const std::string prefix = channel_type == "whatsapp" ? "whatsapp:+1" : "+1";
  const auto number =
      std::to_string(first_area + ordinal / numbers) + std::to_string(first_number + ordinal % numbers);
  return messaging_binding{
      .type = std::string{channel_type}, .address = prefix + number, .proxy_address = prefix + "2015550100"};
}

const member* conversation::find_member(std::string_view identity) const {
  const auto found = std::ranges::find(members, identity, &member::identity);
  return found == members.end() ? nullptr : &*found;
}

std::string_view conversation::told_author(std::string_view author) const {
  const auto* by = find_member(author);
  return by ? by->author() : author;
}

const message* conversation::find_message(std::string_view wanted) const {
  const auto found =
      std::ranges::find_if(messages, [&](const message& one) { return one.sid.text() == wanted; });
  return found == messages.end() ? nullptr : &*found;
}

bool conversation::takes_free_messages(base::time_point at) const {
  if (channel_type != "whatsapp") return true;
  return std::ranges::any_of(messages, [&](const message& one) {
    return one.author == customer && at - one.created < std::chrono::hours{24};
  });
}

}  // namespace flex_video::sandbox
