#include "conversations/conversation_json.hpp"

#include "iso_time.hpp"

#include <boost/json/array.hpp>

namespace flex_video::sandbox {
namespace {

namespace json = boost::json;

std::string address_of(const conversation& talk) {
  return std::string{client_api} + "/Conversations/" + talk.sid.str();
}

json::value read_index(const conversation& talk, std::string_view identity) {
  const auto found = talk.horizons.find(identity);
  return found == talk.horizons.end() ? json::value{} : json::value(found->second.index);
}

/// The six fields must all be there and none empty: the client ignores an update that lacks one.
json::object aggregate(const receipt& of) {
  const auto reached = [&](delivery stage) {
    return of.status <= delivery::read && of.status >= stage ? "all" : "none";
  };
  return {{"total", 1},
          {"sent", reached(delivery::sent)},
          {"delivered", reached(delivery::delivered)},
          {"read", reached(delivery::read)},
          {"undelivered", of.status == delivery::undelivered ? "all" : "none"},
          {"failed", of.status == delivery::failed ? "all" : "none"}};
}

json::object bindings(const member& one) {
  if (!one.binding) return {};
  return {{one.binding->type,
           {{"type", one.binding->type},
            {"address", one.binding->address},
            {"proxy_address", one.binding->proxy_address}}}};
}

}  // namespace

json::object channel_document(const conversation& talk) {
  json::object document{{"sid", talk.sid.text()},
                        {"status", "joined"},
                        {"attributes", talk.attributes},
                        {"friendlyName", talk.friendly_name},
                        {"uniqueName", nullptr},
                        {"createdBy", "system"},
                        {"dateCreated", iso_time(talk.created)},
                        {"dateUpdated", iso_time(talk.updated)},
                        {"state", {{"current", "active"}}},
                        {"notificationLevel", "default"},
                        {"roster", sync_names::roster(talk)},
                        {"messages", sync_names::messages(talk)}};
  if (!talk.messages.empty()) {
    const auto& last = talk.messages.back();
    document["lastMessage"] = {{"index", last.index}, {"timestamp", iso_time(last.created)}};
  }
  return document;
}

json::object user_conversation_item(const conversation& talk, std::string_view identity,
                                    base::time_point now) {
  return {{"sid", talk.sid.text()},
          {"status", "joined"},
          {"attributes", talk.attributes},
          {"friendlyName", talk.friendly_name},
          {"uniqueName", nullptr},
          {"createdBy", "system"},
          {"dateCreated", iso_time(talk.created)},
          {"dateUpdated", iso_time(now)},
          {"state", {{"current", "active"}}},
          {"lastConsumedMessageIndex", read_index(talk, identity)},
          {"notificationLevel", "default"},
          {"channel", sync_names::channel(talk)}};
}

json::object message_item(const conversation& talk, const message& one) {
  json::object item{{"sid", one.sid.text()},
                    {"index", one.index},
                    {"author", talk.told_author(one.author)},
                    {"text", one.body},
                    {"type", "text"},
                    {"memberSid", one.member_sid},
                    {"timestamp", iso_time(one.created)},
                    {"dateUpdated", iso_time(one.updated)},
                    {"lastUpdatedBy", nullptr},
                    {"attributes", one.attributes},
                    {"contentSid", one.content_sid.empty() ? json::value{} : json::value(one.content_sid)},
                    {"medias", json::array{}}};
  if (one.sent_on) item["delivery"] = aggregate(*one.sent_on);
  return item;
}

json::object roster_item(const conversation& talk, const member& one, std::string_view info_sid) {
  const auto horizon = talk.horizons.find(one.identity);
  // the SDK has no user for who is in by a binding, and Flex fails on an identity there
  return {{"identity", one.binding ? json::value{} : json::value(one.identity)},
          {"userInfo", one.binding ? json::value{} : json::value(info_sid)},
          {"type", one.type()},
          {"roleSid", nullptr},
          // Flex tells the customer from agents by this
          {"attributes", one.customer ? R"({"member_type":"guest"})" : "{}"},
          {"dateCreated", iso_time(one.joined)},
          {"dateUpdated", iso_time(one.joined)},
          {"lastConsumedMessageIndex", read_index(talk, one.identity)},
          {"lastConsumptionTimestamp",
           horizon == talk.horizons.end() ? json::value{} : json::value(iso_time(horizon->second.at))},
          {"bindings", bindings(one)}};
}

json::object describe_conversation(const conversation& talk, std::string_view identity) {
  const auto address = address_of(talk);
  const auto horizon = talk.horizons.find(identity);
  const auto read = horizon == talk.horizons.end() ? -1 : horizon->second.index;
  return {{"conversation_sid", talk.sid.text()},
          {"channel_sid", talk.sid.text()},
          {"sid", talk.sid.text()},
          {"status", "joined"},
          {"attributes", talk.attributes},
          {"friendly_name", talk.friendly_name},
          {"unique_name", nullptr},
          {"created_by", "system"},
          {"date_created", iso_time(talk.created)},
          {"date_updated", iso_time(talk.updated)},
          {"state", {{"current", "active"}}},
          {"last_read_message_index", read_index(talk, identity)},
          {"unread_messages_count", static_cast<long long>(talk.messages.size()) - 1 - read},
          {"notification_level", "default"},
          {"sync_objects",
           {{"conversation", sync_names::channel(talk)},
            {"messages", sync_names::messages(talk)},
            {"roster", sync_names::roster(talk)}}},
          {"url", address},
          {"links",
           {{"self", address},
            {"participants", address + "/Participants"},
            {"messages", address + "/Messages"}}}};
}

json::object describe_message(const conversation& talk, const message& one) {
  const auto address = address_of(talk) + "/Messages/" + one.sid.str();
  return {{"sid", one.sid.text()},
          {"conversation_sid", talk.sid.text()},
          {"index", one.index},
          {"author", talk.told_author(one.author)},
          {"body", one.body},
          {"type", "text"},
          {"participant_sid", one.member_sid.empty() ? json::value{} : json::value(one.member_sid)},
          {"attributes", one.attributes},
          {"content_sid", one.content_sid.empty() ? json::value{} : json::value(one.content_sid)},
          {"medias", json::array{}},
          {"date_created", iso_time(one.created)},
          {"date_updated", iso_time(one.updated)},
          {"last_updated_by", nullptr},
          {"delivery", one.sent_on ? json::value(aggregate(*one.sent_on)) : json::value{}},
          {"url", address},
          {"links",
           {{"self", address},
            {"conversation", address_of(talk)},
            {"messages_receipts", address + "/Receipts"}}}};
}

json::object describe_receipt(const conversation& talk, const message& one) {
  const auto* customer = talk.find_member(talk.customer);
  const auto& of = *one.sent_on;
  return {{"sid", of.sid},
          {"message_sid", one.sid.text()},
          {"conversation_sid", talk.sid.text()},
          {"channel_message_sid", of.channel_message_sid},
          {"participant_sid", customer ? json::value(customer->sid) : json::value{}},
          {"status", to_text(of.status)},
          {"error_code", of.error_code},
          {"date_created", iso_time(one.created)},
          {"date_updated", iso_time(of.updated)}};
}

}  // namespace flex_video::sandbox
