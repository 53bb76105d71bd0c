#include "twilsock/connection.hpp"

#include "json_reading.hpp"
#include "new_sid.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view sync_type = "twilio.sync.event";
constexpr std::string_view typing_type = "twilio.ipmsg.typing_indicator";
/// Clients ask again when a batch has not been confirmed after so long.
constexpr int estimated_delivery_ms = 5000;

/// Flex carries two copies of the Sync client: the newer reads `events`, the older only `event`.
json::object sync_payload(std::string_view type, json::value event) {
  return {{"event_type", type},
          {"event_protocol_version", 4},
          {"events", json::array{event}},
          {"event", std::move(event)}};
}

json::object payload_of(const sync_event& happened) {
  auto payload = sync_payload(happened.type, happened.event);
  if (happened.strictly_ordered) payload["strictly_ordered"] = true;
  return payload;
}

web_request request_of(const json::object& http, const std::string& body) {
  auto path = text_member(http, "path").value_or("");
  std::string query;
  if (const auto mark = path.find('?'); mark != std::string::npos) {
    query = path.substr(mark + 1);
    path.resize(mark);
  }
  return {.method = text_member(http, "method").value_or("GET"),
          .host = text_member(http, "host").value_or(""),
          .path = std::move(path),
          .query = std::move(query),
          .body = body,
          .authorization = {},
          .if_match = {}};
}

json::object parameters_of(const json::object& http, const web_request& request) {
  auto parameters = form_object(request.query);
  if (const auto* given = http.if_contains("params"); given && given->is_object())
    for (const auto& [name, value] : given->get_object()) parameters.insert_or_assign(name, value);
  return parameters;
}

}  // namespace

twilsock_connection::twilsock_connection(const twilsock_services& services) : services_(services) {}

std::string twilsock_connection::reply_to(const packet& request, json::object extra, std::string payload) {
  extra["method"] = "reply";
  extra["id"] = text_member(request.header, "id").value_or("");
  extra["payload_type"] = "application/json";
  if (!extra.contains("status")) extra["status"] = {{"code", 200}, {"status", "OK"}};
  return encode_packet({std::move(extra), std::move(payload)});
}

std::string twilsock_connection::refuse(const packet& request, const base::error& why) {
  // 51207 tells the SDK to fetch a fresh token
  const int code = why.code == errc::token_expired ? 51207 : 51206;
  return reply_to(request,
                  {{"status",
                    {{"code", 401},
                     {"status", "UNAUTHORIZED"},
                     {"errorCode", code},
                     {"description", why.code.message()}}}},
                  {});
}

std::string twilsock_connection::notification(std::string_view type, const json::value& payload) {
  return encode_packet({{{"method", "notification"},
                         {"id", new_sid<"TM">(services_.random)},
                         {"message_type", type},
                         {"payload_type", "application/json"}},
                        json::serialize(payload)});
}

twilsock_connection::output twilsock_connection::on_packet(std::string_view bytes) {
  const auto request = decode_packet(bytes);
  if (!request) return {.packets = {}, .close = true};
  const auto method = text_member(request->header, "method").value_or("");
  if (method == "init") return init(*request);
  if (method == "update") return update(*request);
  if (method == "close") return {.packets = {reply_to(*request, {}, {})}, .close = true};
  if (!identity_) return {.packets = {}, .close = true};
  if (method == "message") return message(*request);
  return {.packets = {reply_to(*request, {}, {})}, .close = false};
}

twilsock_connection::output twilsock_connection::init(const packet& request) {
  auto identity = services_.identity_of(text_member(request.header, "token").value_or(""));
  if (!identity) return {.packets = {refuse(request, identity.error())}, .close = true};
  identity_ = std::move(*identity);
  json::array registrations;
  if (const auto* wanted = request.header.if_contains("registrations"); wanted && wanted->is_array())
    for (const auto& one : wanted->get_array()) {
      const auto product =
          one.is_object() ? text_member(one.get_object(), "product").value_or("") : std::string{};
      json::object made = one.is_object() ? one.get_object() : json::object{};
      made["registration_id"] = "registration-" + product;
      registrations.push_back(std::move(made));
    }
  return {.packets = {reply_to(request,
                               {{"continuation_token", new_sid<"TM">(services_.random)},
                                {"continuation_token_status", {{"reissued", true}}},
                                {"capabilities", json::array{"client_update"}},
                                {"debug_info", json::object{}},
                                {"init_registrations", std::move(registrations)}},
                               {})},
          .close = false};
}

twilsock_connection::output twilsock_connection::update(const packet& request) {
  auto identity = services_.identity_of(text_member(request.header, "token").value_or(""));
  if (!identity) return {.packets = {refuse(request, identity.error())}, .close = false};
  identity_ = std::move(*identity);
  return {.packets = {reply_to(request, {}, {})}, .close = false};
}

twilsock_connection::output twilsock_connection::message(const packet& request) {
  const auto* http = request.header.if_contains("http_request");
  if (!http || !http->is_object()) return {.packets = {}, .close = true};
  const auto asked = request_of(http->get_object(), request.payload);
  if (asked.path.ends_with("/Subscriptions") && asked.method == "POST") return subscriptions(request);
  const auto answer = services_.answer(*identity_, asked, parameters_of(http->get_object(), asked));
  json::object status{{"code", answer.status}, {"status", answer.status < 300 ? "OK" : "ERROR"}};
  return {.packets = {reply_to(
              request, {{"http_status", std::move(status)}, {"http_headers", json::object{}}}, answer.body)},
          .close = false};
}

twilsock_connection::output twilsock_connection::subscriptions(const packet& request) {
  const auto body = read_json_object(request.payload);
  const auto* wanted = body ? body->if_contains("requests") : nullptr;
  if (!wanted || !wanted->is_array()) {
    const auto refusal = reply_error(400, 20001, "Malformed subscription request");
    return {
        .packets = {reply_to(request, {{"http_status", {{"code", 400}, {"status", "ERROR"}}}}, refusal.body)},
        .close = false};
  }
  output out;
  const json::object answer{{"max_batch_size", 100}, {"estimated_delivery_in_ms", estimated_delivery_ms}};
  out.packets.push_back(reply_to(
      request, {{"http_status", {{"code", 200}, {"status", "OK"}}}, {"http_headers", json::object{}}},
      json::serialize(answer)));
  const auto correlation = body->contains("correlation_id") ? body->at("correlation_id") : json::value{};
  for (const auto& one : wanted->get_array()) {
    if (!one.is_object()) continue;
    if (text_member(*body, "action") == "establish") {
      subscribe(one.get_object(), correlation, out);
      continue;
    }
    const auto sid = text_member(one.get_object(), "object_sid").value_or("");
    subscribed_.erase(sid);
    auto payload = sync_payload("subscription_canceled", {{"object_sid", sid}});
    payload["correlation_id"] = correlation;
    out.packets.push_back(notification(sync_type, payload));
  }
  return out;
}

std::optional<long long> twilsock_connection::last_event_of(std::string_view sid) const {
  if (const auto* object = services_.objects.find_sid(sid)) return object->last_event;
  return services_.queries.last_event(sid);
}

void twilsock_connection::subscribe(const json::object& wanted, const json::value& correlation, output& out) {
  const auto sid = text_member(wanted, "object_sid").value_or("");
  const auto type = text_member(wanted, "object_type").value_or("");
  const auto last = last_event_of(sid);
  if (!last || subscribed_.size() >= most_subscriptions) {
    const json::object why{
        {"status", last ? 429 : 404}, {"code", last ? 54009 : 54100}, {"message", "Not subscribed"}};
    auto payload =
        sync_payload("subscription_failed", {{"object_sid", sid}, {"object_type", type}, {"error", why}});
    payload["correlation_id"] = correlation;
    out.packets.push_back(notification(sync_type, payload));
    return;
  }
  subscribed_.insert_or_assign(sid, type);
  // what happened between the client's reading the object and this subscription
  const auto known = number_member(wanted, "last_event_id").value_or(*last);
  const auto missed = services_.objects.find_sid(sid) ? services_.objects.events_since(sid, known)
                                                      : services_.queries.events_since(sid, known);
  for (const auto& event : missed) out.packets.push_back(notification(sync_type, payload_of(event)));
  auto payload = sync_payload(
      "subscription_established",
      {{"object_sid", sid}, {"object_type", type}, {"last_event_id", *last}, {"replay_status", "completed"}});
  payload["correlation_id"] = correlation;
  out.packets.push_back(notification(sync_type, payload));
}

std::optional<std::string> twilsock_connection::notify(const effect& happened) {
  if (const auto* event = std::get_if<sync_event>(&happened))
    return subscribed_.contains(event->object_sid)
               ? std::optional{notification(sync_type, payload_of(*event))}
               : std::nullopt;
  if (const auto* typing = std::get_if<typing_event>(&happened); typing && identity_)
    if (std::ranges::find(typing->identities, *identity_) != typing->identities.end())
      return notification(typing_type, typing->payload);
  return std::nullopt;
}

}  // namespace flex_video::sandbox
