#include "conversations/conversations_api.hpp"

#include "conversations/conversation_json.hpp"
#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"

namespace flex_video::sandbox {
namespace {

web_reply not_found() { return reply_error(404, 20404, "Not found"); }
web_reply malformed() { return reply_error(400, 20001, "Malformed JSON"); }

/// Codes of https://www.twilio.com/docs/api/errors.
web_reply refusal(const base::error& why) {
  if (why.code == errc::not_a_member) return reply_error(403, 20403, why.code.message());
  if (why.code == errc::message_too_long) return reply_error(400, 50504, why.code.message());
  if (why.code == errc::unknown_message) return reply_error(404, 20404, why.code.message());
  return reply_error(400, 20001, why.code.message());
}

}  // namespace

conversations_api::conversations_api(const tenant& tenant, directory& people, conversation_store& talks,
                                     requests_log& log)
    : tenant_(tenant), people_(people), talks_(talks), log_(log) {}

std::optional<web_reply> conversations_api::answer(std::string_view identity, const web_request& request) {
  const auto at = segments_of(request.path);
  if (at.size() < 3 || at[0] != "Client" || at[1] != "v2") return std::nullopt;
  if (at[2] == "Configuration" && request.method == "GET") return configuration(identity);
  if (at[2] == "Users" && at.size() > 3) return users(identity, request, at);
  if (at[2] == "Conversations" && at.size() > 3) return conversations(identity, request, at);
  if (at[2] == "typing" && request.method == "POST") return typing(identity, request);
  return std::nullopt;
}

web_reply conversations_api::configuration(std::string_view identity) {
  const std::string api{client_api};
  const auto me = api + "/Users/" + std::string{identity};
  const auto media = "https://mcs.us1.twilio.com/v1/Services/" + tenant_.chat_service;
  return reply_json(200, {{"identity", identity},
                          {"service_sid", tenant_.chat_service},
                          {"links",
                           {{"my_conversations", me + "/Conversations"},
                            {"conversations", api + "/Conversations"},
                            {"users", api + "/Users"},
                            {"current_user", me},
                            {"typing", api + "/typing"},
                            {"media_service", media + "/Media"},
                            {"media_set_service", media + "/MediaSet"},
                            {"messages_receipts", api + "/Conversations/%s/Messages/%s/Receipts"}}},
                          {"options",
                           {{"media_attachments_count_limit", 10},
                            {"media_attachment_size_limit_in_mb", 16},
                            {"media_attachments_total_size_limit_in_mb", 50},
                            {"email_histories_allowed_mime_types", json::array{}},
                            {"email_bodies_allowed_mime_types", json::array{}},
                            {"user_infos_to_subscribe", 100},
                            {"reachability_enabled", false},
                            {"http_cache_interval", "PT5S"},
                            {"consumption_report_interval", "PT1S"},
                            {"typing_timeout", conversation_store::typing_seconds}}},
                          {"sync_objects",
                           {{"my_user_info", talks_.info_of(identity).name},
                            {"my_conversations", talks_.conversations_of(identity).name}}}});
}

web_reply conversations_api::user(std::string_view identity) {
  const auto address = std::string{client_api} + "/Users/" + std::string{identity};
  return reply_json(200, {{"identity", identity},
                          {"friendly_name", people_.name_of(identity)},
                          {"attributes", "{}"},
                          {"sync_objects", {{"user_info_map", talks_.info_of(identity).name}}},
                          {"url", address},
                          {"links", {{"self", address}}}});
}

std::optional<web_reply> conversations_api::users(std::string_view identity, const web_request& request,
                                                  const path& at) {
  if (!people_.knows(at[3])) return not_found();
  // Flex posts its worker's name here; the directory has it already
  if (at.size() == 4) return user(at[3]);
  if (at[4] != "Conversations") return std::nullopt;
  if (at[3] != identity) return reply_error(403, 20403, "These are another user's conversations");
  if (at.size() == 5) {
    json::array mine;
    for (const auto& talk : talks_.all())
      if (talk.find_member(identity)) mine.push_back(describe_conversation(talk, identity));
    return reply_json(200, page_of("conversations", std::move(mine)));
  }
  auto* talk = talks_.find(at[5]);
  return talk ? own_conversation(identity, request, *talk) : not_found();
}

web_reply conversations_api::own_conversation(std::string_view identity, const web_request& request,
                                              conversation& talk) {
  const auto body = read_json_object(request.body);
  if (!body) return malformed();
  if (const auto index = number_member(*body, "last_read_message_index"); index && request.method == "POST")
    if (const auto done = talks_.read_to(talk, identity, *index); !done) return refusal(done.error());
  return reply_json(200, describe_conversation(talk, identity));
}

std::optional<web_reply> conversations_api::conversations(std::string_view identity,
                                                          const web_request& request, const path& at) {
  auto* talk = talks_.find(at[3]);
  if (!talk) return not_found();
  if (at.size() == 4) return conversation_itself(identity, request, *talk);
  if (at[4] == "Messages") return messages(identity, request, *talk, at);
  if (at[4] == "Participants" && at.size() == 6 && request.method == "DELETE")
    return leave(identity, *talk, at[5]);
  // Flex fails in its reducer when this is not answered
  if (at[4] == "MessageRecipients") return reply_json(200, page_of("message_recipients", {}));
  return std::nullopt;
}

std::optional<web_reply> conversations_api::conversation_itself(std::string_view identity,
                                                                const web_request& request,
                                                                conversation& talk) {
  if (request.method == "POST") {
    const auto body = read_json_object(request.body);
    if (!body) return malformed();
    if (const auto attributes = text_member(*body, "attributes")) talks_.set_attributes(talk, *attributes);
  } else if (request.method != "GET") {
    return std::nullopt;
  }
  return reply_json(200, describe_conversation(talk, identity));
}

std::optional<web_reply> conversations_api::messages(std::string_view identity, const web_request& request,
                                                     conversation& talk, const path& at) {
  if (at.size() == 5 && request.method == "POST") return post_message(identity, request, talk);
  if (at.size() < 6) return std::nullopt;
  const auto* one = talk.find_message(at[5]);
  if (!one) return not_found();
  if (at.size() == 7 && at[6] == "Receipts") {
    json::array receipts;
    if (one->sent_on) receipts.push_back(describe_receipt(talk, *one));
    return reply_json(200, page_of("delivery_receipts", std::move(receipts)));
  }
  if (at.size() != 6) return std::nullopt;
  if (request.method == "GET") return reply_json(200, describe_message(talk, *one));
  const auto body = read_json_object(request.body);
  const auto text = body ? text_member(*body, "body") : std::nullopt;
  if (request.method != "POST" || !text) return std::nullopt;
  if (one->author != identity) return reply_error(403, 20403, "Only its author may change a message");
  const auto edited = talks_.edit(talk, at[5], *text);
  return edited ? reply_json(200, describe_message(talk, **edited)) : refusal(edited.error());
}

web_reply conversations_api::post_message(std::string_view identity, const web_request& request,
                                          conversation& talk) {
  const auto body = read_json_object(request.body);
  if (!body) return malformed();
  const auto text = text_member(*body, "body").value_or("");
  const auto attributes = text_member(*body, "attributes").value_or("{}");
  const auto said = talks_.say(talk, identity, text, attributes);
  if (!said) return refusal(said.error());
  log_.posted({std::string{identity}, talk.sid.str(), text, attributes});
  return reply_json(200, describe_message(talk, **said));
}

web_reply conversations_api::leave(std::string_view identity, conversation& talk, std::string_view leaving) {
  if (leaving != identity) return reply_error(403, 20403, "Agents cannot remove others");
  talks_.leave(talk, identity);
  return {.status = 204, .type = {}, .body = {}, .etag = {}};
}

web_reply conversations_api::typing(std::string_view identity, const web_request& request) {
  // the one call of this API whose body is a form
  auto* talk = talks_.find(form_field(request.body, "ChannelSid").value_or(""));
  if (!talk) return not_found();
  const auto told = talks_.type(*talk, identity);
  return told ? reply_json(200, {{"typing_timeout", conversation_store::typing_seconds}})
              : refusal(told.error());
}

}  // namespace flex_video::sandbox
