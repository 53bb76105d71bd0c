#include "flex_video/twilio/conversations_rest.hpp"

#include "rest_json.hpp"
#include "rest_writing.hpp"

#include "flex_video/twilio/json_text.hpp"

namespace flex_video::twilio::conversations {
namespace {

std::string messages_path(const conversation_sid& conversation) {
  return "/v1/Conversations/" + conversation.str() + "/Messages";
}

std::string write_variables(const std::map<std::string, std::string>& variables) {
  std::string json;
  for (const auto& [name, value] : variables) {
    json += json.empty() ? '{' : ',';
    append_json_string(json, name);
    json += ':';
    append_json_string(json, value);
  }
  return json.empty() ? "{}" : json + '}';
}

base::result<message_answer> read_message(const json_object& in) {
  const auto sid = sid_in<"IM">(in, "sid");
  const auto created = time_in(in, "date_created");
  if (!sid) return malformed("sid");
  if (!created) return malformed("date_created");
  return message_answer{.sid = *sid,
                        .author = in.string("author").value_or(""),
                        .attributes = in.string("attributes").value_or("{}"),
                        .created = *created};
}

}  // namespace

rest_request list_messages(const conversation_sid& conversation, std::string_view page) {
  return get_page(messages_path(conversation), page, "Order=desc");
}

rest_request send_template(const conversation_sid& conversation, const template_message& message) {
  return post_form(messages_path(conversation), {{"Author", message.author},
                                                 {"ContentSid", message.content.str()},
                                                 {"ContentVariables", write_variables(message.variables)},
                                                 {"Attributes", message.attributes}});
}

base::result<rest_page<message_answer>> parse_messages(std::string_view json) {
  return read_page<message_answer>(json, "messages", read_message);
}

base::result<message_answer> parse_message(std::string_view json) {
  const auto in = json_object::parse(json);
  if (!in) return malformed("message");
  return read_message(*in);
}

}  // namespace flex_video::twilio::conversations
