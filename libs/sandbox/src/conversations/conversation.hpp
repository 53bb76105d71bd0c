#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// How far a message got, in the order in which it gets there; the last two end it.
enum class delivery { sent, delivered, read, undelivered, failed };
std::string_view to_text(delivery status);

/// What the channel's carrier said of one message.
struct receipt {
  std::string sid;                  ///< DY
  std::string channel_message_sid;  ///< SM
  delivery status;
  base::time_point updated;
};

struct message {
  twilio::message_sid sid;
  long long index;
  std::string author;
  std::string member_sid;  ///< MB of the author when it was written
  std::string body;
  std::string attributes;  ///< a JSON text
  base::time_point created;
  base::time_point updated;
  std::optional<receipt> sent_on;  ///< only on channels whose carrier reports
};

struct member {
  std::string sid;  ///< MB
  std::string identity;
  bool customer;
  base::time_point joined;
};

struct read_horizon {
  long long index = 0;
  base::time_point at;
};

/// What a channel tells about the messages that went out on it. A browser reports how far its reader has
/// read; carriers give receipts, and SMS knows nothing of reading.
struct channel_reports {
  bool horizon;
  bool delivered;
  bool read;
};
channel_reports reports_of(std::string_view channel_type);

struct conversation {
  twilio::conversation_sid sid;
  std::string channel_type;  ///< "web", "whatsapp", "sms"
  std::string friendly_name;
  std::string customer;  ///< identity
  std::string attributes = "{}";
  base::time_point created;
  base::time_point updated;
  std::vector<member> members;
  std::map<std::string, read_horizon, std::less<>> horizons;  ///< by identity; outlives the membership
  std::vector<message> messages;                              ///< by index
  int phones = 0;                                             ///< how many screens the customer has open

  const member* find_member(std::string_view identity) const;
  const message* find_message(std::string_view sid) const;
};

}  // namespace flex_video::sandbox
