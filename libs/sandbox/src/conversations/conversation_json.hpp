#pragma once

#include "conversations/conversation.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// Names of the Sync objects behind a conversation and a user; the SDK finds them by what the REST answers
/// say.
struct sync_names {
  static std::string channel(const conversation& talk) { return talk.sid.str() + ".channel"; }
  static std::string messages(const conversation& talk) { return talk.sid.str() + ".messages"; }
  static std::string roster(const conversation& talk) { return talk.sid.str() + ".roster"; }
  static std::string conversations_of(std::string_view identity) { return std::string{identity} + ".convs"; }
  static std::string info_of(std::string_view identity) { return std::string{identity} + ".info"; }
};

/// The address of the Conversations client API that links point to.
inline constexpr std::string_view client_api = "https://aim.us1.twilio.com/Client/v2";

/// The document CH.channel, and (with a horizon) the item of a user's map of conversations.
boost::json::object channel_document(const conversation& talk);
boost::json::object user_conversation_item(const conversation& talk, std::string_view identity,
                                           base::time_point now);
/// The item of CH.messages.
boost::json::object message_item(const conversation& talk, const message& one);
/// The item of CH.roster. `info_sid` is the Sync map with the member's name.
boost::json::object roster_item(const conversation& talk, const member& one, std::string_view info_sid);

/// The REST answers of the client API.
boost::json::object describe_conversation(const conversation& talk, std::string_view identity);
boost::json::object describe_message(const conversation& talk, const message& one);
boost::json::object describe_receipt(const conversation& talk, const message& one);

}  // namespace flex_video::sandbox
