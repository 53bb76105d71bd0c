#pragma once

#include "conversations/conversation_store.hpp"
#include "requests_log.hpp"
#include "tenant.hpp"
#include "web_message.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// The Conversations client API, aim.us1.twilio.com/Client/v2, which the SDK calls inside Twilsock.
class conversations_api {
 public:
  /// All must outlive the API.
  conversations_api(const tenant& tenant, directory& people, conversation_store& talks, requests_log& log);

  /// The reply to what the user of that identity asks; nothing if there is no such resource.
  std::optional<web_reply> answer(std::string_view identity, const web_request& request);

 private:
  using path = std::vector<std::string_view>;
  web_reply configuration(std::string_view identity);
  web_reply user(std::string_view identity);
  std::optional<web_reply> users(std::string_view identity, const web_request& request, const path& at);
  web_reply own_conversation(std::string_view identity, const web_request& request, conversation& talk);
  std::optional<web_reply> conversations(std::string_view identity, const web_request& request,
                                         const path& at);
  std::optional<web_reply> conversation_itself(std::string_view identity, const web_request& request,
                                               conversation& talk);
  std::optional<web_reply> messages(std::string_view identity, const web_request& request, conversation& talk,
                                    const path& at);
  web_reply post_message(std::string_view identity, const web_request& request, conversation& talk);
  web_reply leave(std::string_view identity, conversation& talk, std::string_view leaving);
  web_reply typing(std::string_view identity, const web_request& request);

  const tenant& tenant_;
  directory& people_;
  conversation_store& talks_;
  requests_log& log_;
};

}  // namespace flex_video::sandbox
