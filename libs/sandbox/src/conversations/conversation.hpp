#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
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
  int error_code;  ///< https://www.twilio.com/docs/api/errors; 0 unless it is undelivered or failed
  base::time_point updated;
};

struct message {
  twilio::message_sid sid;
  long long index;
  std::string author;
  std::string member_sid;  ///< MB of the author when it was written
  std::string body;
  std::string attributes;   ///< a JSON text
  std::string content_sid;  ///< HX of the template it is made of; empty of a free one
  base::time_point created;
  base::time_point updated;
  std::optional<receipt> sent_on;  ///< only on channels whose carrier reports

  /// Whether the carrier gave it up, so that no phone ever shows it.
  bool is_lost() const { return sent_on && sent_on->status >= delivery::undelivered; }
};

/// How a participant is reached outside of Twilio, and under which address of ours
/// (https://www.twilio.com/docs/conversations/api/conversation-participant-resource).
struct messaging_binding {
  std::string type;  ///< "sms" or "whatsapp"
  std::string address;
  std::string proxy_address;
};

struct member {
  std::string sid;       ///< MB
  std::string identity;  ///< of a customer with a binding in this process alone: Twilio gives those none
  bool customer;
  base::time_point joined;
  std::optional<messaging_binding>
      binding;  ///< nothing for who is in by an SDK: agents, and customers of a webchat

  /// As others know the author of a message: a binding's address, else the identity.
  std::string_view author() const { return binding ? std::string_view{binding->address} : identity; }
  /// As the SDK names it: "chat" without a binding.
  std::string_view type() const { return binding ? std::string_view{binding->type} : "chat"; }
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
  int undelivered_code;  ///< of Twilio's errors, when the carrier does not reach the phone; 0 without a
                         ///< carrier
};
channel_reports reports_of(std::string_view channel_type);
/// Of Twilio's errors, when a free message comes too late after the customer's last one
/// (https://www.twilio.com/docs/api/errors/63016).
inline constexpr int outside_window = 63016;
/// Of the customer who was the `ordinal`-th to come, from 1: a number out of those that nobody has
/// (https://nationalnanpa.com/number_resource_info/555_numbers.html). Nothing for a webchat.
std::optional<messaging_binding> binding_of(std::string_view channel_type, std::size_t ordinal);

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
  bool loses_next = false;                                    ///< whether the next message to it gets lost

  const member* find_member(std::string_view identity) const;
  /// As the author of a message is told: a customer on a carrier's channel by the address.
  std::string_view told_author(std::string_view author) const;
  const message* find_message(std::string_view sid) const;
  /// Whether the customer's carrier takes free messages at that time: WhatsApp does for 24 hours after the
  /// customer's last one.
  bool takes_free_messages(base::time_point at) const;
};

}  // namespace flex_video::sandbox
