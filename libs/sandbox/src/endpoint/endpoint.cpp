#include "endpoint/endpoint.hpp"

#include "control/control_body.hpp"

#include <boost/json/serialize.hpp>

#include <charconv>
#include <utility>
#include <variant>

namespace flex_video::sandbox {
namespace {

std::string word_of(net::method verb) {
  switch (verb) {
    case net::method::get:
      return "GET";
    case net::method::head:
      return "HEAD";
    case net::method::post:
      return "POST";
    case net::method::put:
      return "PUT";
    case net::method::patch:
      return "PATCH";
    case net::method::delete_:
      return "DELETE";
    case net::method::options:
      return "OPTIONS";
    case net::method::other:
      break;
  }
  return "OTHER";
}

web_request to_web_request(const net::request& request) {
  return {.method = word_of(request.verb),
          .host = std::string{request.parameter("host")},
          .path = '/' + std::string{request.parameter("path")},
          .query = std::string{request.query},
          .body = std::string{request.body},
          .authorization = std::string{request.header("Authorization")},
          .if_match = std::string{request.header("If-Match")}};
}

net::response to_response(web_reply reply) {
  net::response response;
  response.status = reply.status;
  response.body = std::move(reply.body);
  if (!reply.type.empty()) response.with("Content-Type", std::move(reply.type));
  if (!reply.etag.empty()) response.with("ETag", std::move(reply.etag));
  response.with("Cache-Control", "no-store");
  return response;
}

}  // namespace

endpoint::endpoint(sandbox_parts& parts, net::event_loop& loop)
    : parts_(parts),
      loop_(loop),
      twilsocks_(parts.twilsock, [this] { deliver_now(); }),
      bridges_(loop),
      exchanges_(parts.exchanges) {}

void endpoint::add_routes(net::router& routes) {
  routes.add_any("/twilio/{host}/{path...}", [this](const net::request& request) {
    return to_response(answer(to_web_request(request)));
  });
  routes.add_websocket("/twilio/{host}/{path...}",
                       [this](const net::request& request, std::shared_ptr<net::websocket> socket) {
                         return accept(request, std::move(socket));
                       });
  add_control_routes(routes);
}

web_reply endpoint::answer(const web_request& request) {
  auto reply = parts_.hosts.answer(request);
  deliver_after_reply();
  return reply;
}

std::expected<std::unique_ptr<net::websocket_session>, net::response> endpoint::accept(
    const net::request& request, std::shared_ptr<net::websocket> socket) {
  const auto asked = to_web_request(request);
  if (asked.host == "tsock.us1.twilio.com") return twilsocks_.accept(std::move(socket));
  if (asked.host != "event-bridge.twilio.com" || asked.path != "/v1/wschannels") {
    parts_.log.unknown("WS " + asked.host + asked.path);
    return std::unexpected{to_response(reply_error(404, 20404, "The sandbox does not know this"))};
  }
  const auto user = parts_.logins.user_of(form_field(asked.query, "token").value_or(""));
  if (!user) return std::unexpected{to_response(reply_error(401, 20003, user.error().code.message()))};
  const auto& who = *parts_.people.find(user->identity);
  return bridges_.accept(std::move(socket), who.identity,
                         boost::json::serialize(parts_.bridge.greeting(who)));
}

net::handler endpoint::controlled(control_call call) {
  return [this, call = std::move(call)](const net::request& request) {
    // pages of other origins can post without asking first, but not JSON
    if (!request.body.empty() && request.content_type() != "application/json")
      return to_response(control_problem(415, "unsupported_media_type", "The body must be application/json"));
    auto response = to_response(call(request));
    deliver_after_reply();
    return response;
  };
}

void endpoint::add_control_routes(net::router& routes) {
  using net::method;
  auto& control = parts_.control;
  const auto add = [&](method verb, std::string_view pattern, control_call call) {
    routes.add(verb, pattern, controlled(std::move(call)));
  };
  add(method::get, "/sandbox/agents/{identity}/session",
      [&control](const net::request& call) { return control.session(call.parameter("identity")); });
  add(method::get, "/sandbox/agents", [&control](const net::request&) { return control.agents(); });
  add(method::get, "/sandbox/conversations",
      [&control](const net::request&) { return control.conversations(); });
  add(method::get, "/sandbox/requests", [&control](const net::request&) { return control.requests(); });
  add(method::post, "/sandbox/tokens",
      [&control](const net::request& call) { return control.make_token(call.body); });
  add(method::post, "/sandbox/tasks",
      [&control](const net::request& call) { return control.make_task(call.body); });
  add(method::post, "/sandbox/reservations/{sid}",
      [&control](const net::request& call) { return control.advance(call.parameter("sid"), call.body); });
  add(method::post, "/sandbox/reservations/{sid}/transfer",
      [&control](const net::request& call) { return control.transfer(call.parameter("sid"), call.body); });
  add(method::post, "/sandbox/phone/{sid}/messages", [&control](const net::request& call) {
    return control.phone_message(call.parameter("sid"), call.body);
  });
  add(method::post, "/sandbox/phone/{sid}/typing",
      [&control](const net::request& call) { return control.phone_typing(call.parameter("sid")); });
  add(method::post, "/sandbox/phone/{sid}/read",
      [&control](const net::request& call) { return control.phone_read(call.parameter("sid"), call.body); });
  add(method::post, "/sandbox/phone/{sid}/lose-next",
      [&control](const net::request& call) { return control.phone_lose_next(call.parameter("sid")); });
  add(method::post, "/sandbox/phone/{sid}/day-passes",
      [&control](const net::request& call) { return control.phone_day_passes(call.parameter("sid")); });
  routes.add(method::get, "/sandbox/exchanges/events",
             [this](const net::request& request) { return open_exchanges(request); });
  routes.add(method::get, "/sandbox/phone/{sid}/events",
             [this](const net::request& request) { return open_phone(request); });
}

net::response endpoint::open_phone(const net::request& request) {
  auto* talk = parts_.talks.find(request.parameter("sid"));
  if (!talk) return to_response(control_problem(404, "not_found", "There is no such conversation"));
  net::response response;
  response.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
  response.stream = [this, talk](std::shared_ptr<net::event_stream> stream) {
    // what still waits in the outbox is in the history already
    deliver_now();
    phones_.open(talk->sid, std::move(stream), parts_.talks.history(*talk),
                 [this, talk] { parts_.talks.phone_closed(*talk); });
    parts_.talks.phone_opened(*talk);
    deliver_now();
  };
  return response;
}

net::response endpoint::open_exchanges(const net::request& request) {
  if (exchanges_.is_full())
    return to_response(control_problem(409, "too_many", "Too many read the calls already"));
  const auto id = request.header("Last-Event-ID");
  long long last_seen = 0;
  std::from_chars(id.data(), id.data() + id.size(), last_seen);
  net::response response;
  response.with("Content-Type", "text/event-stream").with("Cache-Control", "no-store");
  response.stream = [this, last_seen](std::shared_ptr<net::event_stream> stream) {
    exchanges_.open(std::move(stream), last_seen);
  };
  return response;
}

void endpoint::deliver_after_reply() {
  if (pending_ || parts_.out.empty()) return;
  pending_ = loop_.after(head_start, [this] { deliver_now(); });
}

void endpoint::deliver_now() {
  pending_.reset();
  for (const auto& happened : parts_.out.take()) deliver(happened);
}

void endpoint::deliver(const effect& happened) {
  if (const auto* bridge = std::get_if<bridge_event>(&happened)) {
    bridges_.deliver(*bridge);
  } else if (const auto* phone = std::get_if<phone_event>(&happened)) {
    phones_.deliver(*phone);
  } else {
    twilsocks_.deliver(happened);
  }
}

}  // namespace flex_video::sandbox
