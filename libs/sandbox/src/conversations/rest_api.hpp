#pragma once

#include "conversations/conversation_store.hpp"
#include "requests_log.hpp"
#include "tenant.hpp"
#include "web_message.hpp"

#include "flex_video/sandbox/options.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// Conversations' REST for servers, conversations.twilio.com/v1: a conversation, its participants with how
/// they are reached, its messages (which may be posted, in free words or made of a template) and their
/// delivery receipts. The caller has been let in already.
class conversations_rest_api {
 public:
  /// All must outlive the API.
  conversations_rest_api(const tenant& tenant, const std::vector<content_template>& templates,
                         conversation_store& talks, requests_log& log);

  /// Nothing if there is no such resource.
  std::optional<web_reply> answer(const web_request& request);

 private:
  using path = std::vector<std::string_view>;
  std::optional<web_reply> of_conversation(const web_request& request, conversation& talk, const path& below);
  std::optional<web_reply> of_message(const web_request& request, const conversation& talk,
                                      const path& below);
  web_reply post_message(const web_request& request, conversation& talk);
  boost::json::object describe(const conversation& talk) const;
  boost::json::object describe(const conversation& talk, const member& one) const;
  boost::json::object describe(const conversation& talk, const message& one) const;
  boost::json::object describe_receipt_of(const conversation& talk, const message& one) const;

  const tenant& tenant_;
  const std::vector<content_template>& templates_;
  conversation_store& talks_;
  requests_log& log_;
};

}  // namespace flex_video::sandbox
