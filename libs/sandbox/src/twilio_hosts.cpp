#include "twilio_hosts.hpp"

#include "flex/assets.hpp"
#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/serialize.hpp>

namespace flex_video::sandbox {

twilio_hosts::twilio_hosts(flex_api& flex, bridge_api& bridge, taskrouter_rest_api& taskrouter,
                           conversations_api& conversations, conversations_rest_api& conversations_rest,
                           sync_api& sync, sign_in& logins, const directory& people, requests_log& log,
                           exchange_log& exchanges)
    : flex_(flex),
      bridge_(bridge),
      taskrouter_(taskrouter),
      conversations_(conversations),
      conversations_rest_(conversations_rest),
      sync_(sync),
      logins_(logins),
      people_(people),
      log_(log),
      exchanges_(exchanges) {}

web_reply twilio_hosts::unknown(const web_request& request) {
  log_.unknown(line_of(request));
  return reply_error(404, 20404, "The sandbox does not know this");
}

web_reply twilio_hosts::answer(const web_request& request) {
  if (auto file = answer_asset(request)) return *std::move(file);
  std::optional<web_reply> reply;
  if (request.host == "event-bridge.twilio.com") {
    reply = of_bridge(request);
    return reply ? std::move(*reply) : unknown(request);
  }
  const bool of_rest = request.host == "taskrouter.twilio.com" || request.host == "conversations.twilio.com";
  reply = of_rest ? of_server(request) : flex_.answer(request);
  auto answered = reply ? std::move(*reply) : unknown(request);
  exchanges_.add(flex_.lets_in(request) ? "server" : "flex", request, answered);
  return answered;
}

std::optional<web_reply> twilio_hosts::of_server(const web_request& request) {
  if (!flex_.lets_in(request)) return reply_error(401, 20003, "Authenticate");
  return request.host == "taskrouter.twilio.com" ? taskrouter_.answer(request)
                                                 : conversations_rest_.answer(request);
}

std::optional<web_reply> twilio_hosts::of_bridge(const web_request& request) {
  if (request.path != "/v1/wschannels" || request.method != "POST") return std::nullopt;
  const auto body = read_json_object(request.body);
  if (!body) return reply_error(400, 20001, "Malformed JSON");
  const auto user = logins_.user_of(text_member(*body, "token").value_or(""));
  if (!user) return reply_error(401, 20003, user.error().code.message());
  const auto method = text_member(*body, "method").value_or("GET");
  const auto address = text_member(*body, "url").value_or("");
  const auto* parameters = body->if_contains("params");
  const auto given = parameters && parameters->is_object() ? parameters->get_object() : json::object{};
  const auto answered = bridge_.answer(*people_.find(user->identity), method, address, given);
  auto reply = bridge_reply(method, address, answered);
  // what travels in this envelope is TaskRouter's API
  exchanges_.add(user->identity,
                 {.method = method,
                  .host = request.host,
                  .path = "/v1/" + address,
                  .query = {},
                  .body = json::serialize(given),
                  .authorization = {},
                  .if_match = {}},
                 reply);
  return reply;
}

web_reply twilio_hosts::bridge_reply(std::string_view method, std::string_view address,
                                     const std::optional<base::result<json::object>>& answered) {
  if (!answered) {
    log_.unknown(std::string{method} + " event-bridge.twilio.com/" + std::string{address});
    return reply_error(404, 20404, "The sandbox does not know this");
  }
  if (*answered) return reply_json(200, {{"payload", **answered}});
  const auto& why = answered->error();
  const bool missing = why.code == errc::unknown_agent || why.code == errc::unknown_task ||
                       why.code == errc::unknown_reservation;
  return reply_error(missing ? 404 : 400, missing ? 20404 : 20001, why.code.message());
}

web_reply twilio_hosts::answer_inside(std::string_view identity, const web_request& request,
                                      const json::object& parameters) {
  if (request.host == "flex-sdk.twilio.com" && request.path == "/v1/Telemetry/Events")
    return reply_json(200, json::object{});
  std::optional<web_reply> reply;
  if (request.host == "aim.us1.twilio.com") reply = conversations_.answer(identity, request);
  if (request.host == "cds.us1.twilio.com") reply = sync_.answer(request, parameters);
  auto answered = reply ? std::move(*reply) : unknown(request);
  exchanges_.add(identity, request, answered);
  return answered;
}

}  // namespace flex_video::sandbox
