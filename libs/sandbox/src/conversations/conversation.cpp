#include "conversations/conversation.hpp"

#include <algorithm>

namespace flex_video::sandbox {

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
  return {.horizon = web, .delivered = !web, .read = channel_type == "whatsapp"};
}

const member* conversation::find_member(std::string_view identity) const {
  const auto found = std::ranges::find(members, identity, &member::identity);
  return found == members.end() ? nullptr : &*found;
}

const message* conversation::find_message(std::string_view wanted) const {
  const auto found =
      std::ranges::find_if(messages, [&](const message& one) { return one.sid.text() == wanted; });
  return found == messages.end() ? nullptr : &*found;
}

}  // namespace flex_video::sandbox
