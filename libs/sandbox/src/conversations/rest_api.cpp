#include "conversations/rest_api.hpp"

#include "conversations/conversation_json.hpp"
#include "iso_time.hpp"
#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <system_error>
#include <utility>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view api = "https://conversations.twilio.com/v1/Conversations/";

web_reply not_found(std::string_view path) {
  return reply_error(404, 20404, "The requested resource " + std::string{path} + " was not found");
}

/// Between what a query may ask for; what it asks for in vain is as if it did not.
std::size_t number_in(std::string_view query, std::string_view name, std::size_t fallback, std::size_t most) {
  const auto text = form_field(query, name).value_or("");
  std::size_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return text.empty() || read.ec != std::errc{} ? fallback : std::min(number, most);
}

/// The page that the query names, of 50 items or its PageSize, which is 100 at most; the newest first with
/// Order=desc.
web_reply reply_page(std::string_view key, json::array items, const std::string& url,
                     std::string_view query) {
  const auto order = form_field(query, "Order").value_or("asc");
  if (order == "desc") std::ranges::reverse(items);
  const auto size = std::max(number_in(query, "PageSize", 50, 100), std::size_t{1});
  const auto pages = std::max((items.size() + size - 1) / size, std::size_t{1});
  const auto page = number_in(query, "Page", 0, pages);
  const auto address_of_page = [&](std::size_t wanted) -> json::value {
    if (wanted >= pages) return nullptr;
    return json::value(url + "?Order=" + order + "&PageSize=" + std::to_string(size) +
                       "&Page=" + std::to_string(wanted));
  };
  const auto begin = items.begin() + static_cast<std::ptrdiff_t>(std::min(page * size, items.size()));
  const auto end = items.begin() + static_cast<std::ptrdiff_t>(std::min((page + 1) * size, items.size()));
  return reply_json(200, {{"meta",
                           {{"key", key},
                            {"page", page},
                            {"page_size", size},
                            {"first_page_url", address_of_page(0)},
                            {"previous_page_url", page == 0 ? json::value{} : address_of_page(page - 1)},
                            {"next_page_url", address_of_page(page + 1)},
                            {"url", address_of_page(page)}}},
                          {key, json::array(begin, end)}});
}

/// A template's text with each {{name}} as `variables`, a JSON object of texts that are not empty, have it;
/// nothing if they are not that, or lack one (https://www.twilio.com/docs/api/errors/21656).
std::optional<std::string> fill_in(std::string_view body, std::string_view variables) {
  const auto values = read_json_object(variables);
  if (!values) return std::nullopt;
  for (const auto& [name, value] : *values)
    if (!value.is_string() || value.get_string().empty()) return std::nullopt;
  std::string text;
  while (true) {
    const auto begin = body.find("{{");
    text.append(body.substr(0, begin));
    if (begin == std::string_view::npos) return text;
    const auto end = body.find("}}", begin);
    if (end == std::string_view::npos) return std::nullopt;
    const auto value = text_member(*values, body.substr(begin + 2, end - begin - 2));
    if (!value) return std::nullopt;
    text += *value;
    body.remove_prefix(end + 2);
  }
}

std::string address_of(const conversation& talk) { return std::string{api} + talk.sid.str(); }

}  // namespace

conversations_rest_api::conversations_rest_api(const tenant& tenant,
                                               const std::vector<content_template>& templates,
                                               conversation_store& talks, requests_log& log)
    : tenant_(tenant), templates_(templates), talks_(talks), log_(log) {}

std::optional<web_reply> conversations_rest_api::answer(const web_request& request) {
  const auto at = segments_of(request.path);
  if (at.size() < 3 || at[0] != "v1" || at[1] != "Conversations") return std::nullopt;
  auto* talk = talks_.find(at[2]);
  if (!talk) return not_found(request.path);
  return of_conversation(request, *talk, {at.begin() + 3, at.end()});
}

std::optional<web_reply> conversations_rest_api::of_conversation(const web_request& request,
                                                                 conversation& talk, const path& below) {
  if (below.size() == 1 && below[0] == "Messages" && request.method == "POST")
    return post_message(request, talk);
  if (request.method != "GET") return reply_error(405, 20004, "Method not allowed");
  if (below.empty()) return reply_json(200, describe(talk));
  if (below.size() == 1 && below[0] == "Participants") {
    json::array all;
    for (const auto& one : talk.members) all.push_back(describe(talk, one));
    return reply_page("participants", std::move(all), address_of(talk) + "/Participants", request.query);
  }
  if (below.size() == 1 && below[0] == "Messages") {
    json::array all;
    for (const auto& one : talk.messages) all.push_back(describe(talk, one));
    return reply_page("messages", std::move(all), address_of(talk) + "/Messages", request.query);
  }
  if (below[0] == "Messages") return of_message(request, talk, below);
  return std::nullopt;
}

std::optional<web_reply> conversations_rest_api::of_message(const web_request& request,
                                                            const conversation& talk, const path& below) {
  const auto* one = talk.find_message(below[1]);
  const auto address = address_of(talk) + "/Messages/" + std::string{below[1]};
  if (!one) return not_found(address);
  if (below.size() == 2) return reply_json(200, describe(talk, *one));
  if (below[2] != "Receipts" || below.size() > 4) return std::nullopt;
  if (below.size() == 4)
    return one->sent_on && one->sent_on->sid == below[3] ? reply_json(200, describe_receipt_of(talk, *one))
                                                         : not_found(address);
  json::array receipts;
  if (one->sent_on) receipts.push_back(describe_receipt_of(talk, *one));
  return reply_page("delivery_receipts", std::move(receipts), address + "/Receipts", request.query);
}

web_reply conversations_rest_api::post_message(const web_request& request, conversation& talk) {
  const auto author = form_field(request.body, "Author").value_or("system");
  const auto attributes = form_field(request.body, "Attributes").value_or("{}");
  if (!read_json_object(attributes)) return reply_error(400, 20001, "Attributes are not a JSON object");
  auto body = form_field(request.body, "Body").value_or("");
  const auto variables = form_field(request.body, "ContentVariables");
  const auto content_sid = form_field(request.body, "ContentSid").value_or("");
  if (content_sid.empty()) {
    if (variables) return reply_error(400, 50528, "Content SID is missing");
  } else {
    const auto of = std::ranges::find_if(
        templates_, [&](const content_template& one) { return one.sid.text() == content_sid; });
    if (of == templates_.end()) return reply_error(400, 50526, "Invalid content SID");
    auto made = fill_in(of->body, variables.value_or("{}"));
    if (!made) return reply_error(400, 50527, "Invalid content variables format");
    body = *std::move(made);
  }
  const auto said = talks_.post(talk, author, body, attributes, content_sid);
  if (!said) {
    const auto& why = said.error();
    return reply_error(400, why.code == errc::message_too_long ? 50504 : 20001, why.code.message());
  }
  log_.posted({author, talk.sid.str(), body, attributes});
  return reply_json(201, describe(talk, **said));
}

json::object conversations_rest_api::describe(const conversation& talk) const {
  const auto address = address_of(talk);
  return {{"account_sid", tenant_.account.text()},
          {"chat_service_sid", tenant_.chat_service},
          {"sid", talk.sid.text()},
          {"friendly_name", talk.friendly_name},
          {"unique_name", nullptr},
          {"attributes", talk.attributes},
          {"state", "active"},
          {"timers", json::object{}},
          {"bindings", json::object{}},
          {"date_created", iso_time(talk.created)},
          {"date_updated", iso_time(talk.updated)},
          {"url", address},
          {"links", {{"participants", address + "/Participants"}, {"messages", address + "/Messages"}}}};
}

json::object conversations_rest_api::describe(const conversation& talk, const member& one) const {
  json::value binding;
  if (one.binding)
    binding = {{"type", one.binding->type},
               {"address", one.binding->address},
               {"proxy_address", one.binding->proxy_address}};
  return {{"account_sid", tenant_.account.text()},
          {"conversation_sid", talk.sid.text()},
          {"sid", one.sid},
          {"identity", one.binding ? json::value{} : json::value(one.identity)},
          {"attributes", "{}"},
          {"messaging_binding", std::move(binding)},
          {"role_sid", nullptr},
          {"date_created", iso_time(one.joined)},
          {"date_updated", iso_time(one.joined)},
          {"last_read_message_index", nullptr},
          {"last_read_timestamp", nullptr},
          {"url", address_of(talk) + "/Participants/" + one.sid}};
}

json::object conversations_rest_api::describe(const conversation& talk, const message& one) const {
  // The same facts as the SDKs are told, but for what is only theirs.
  auto facts = describe_message(talk, one);
  const auto address = address_of(talk) + "/Messages/" + one.sid.str();
  facts["account_sid"] = tenant_.account.text();
  facts["media"] = nullptr;
  facts["url"] = address;
  facts["links"] = {{"delivery_receipts", address + "/Receipts"}, {"channel_metadata", nullptr}};
  for (const auto* of_the_sdk : {"type", "medias", "last_updated_by"}) facts.erase(of_the_sdk);
  return facts;
}

json::object conversations_rest_api::describe_receipt_of(const conversation& talk, const message& one) const {
  auto facts = describe_receipt(talk, one);
  facts["account_sid"] = tenant_.account.text();
  facts["url"] = address_of(talk) + "/Messages/" + one.sid.str() + "/Receipts/" + one.sent_on->sid;
  return facts;
}

}  // namespace flex_video::sandbox
