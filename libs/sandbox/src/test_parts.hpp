#pragma once

#include "json_reading.hpp"
#include "sandbox_parts.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace flex_video::sandbox {

/// The whole sandbox without sockets, for tests: its clock stands still and its ids repeat from run to run.
struct test_parts {
  base::manual_clock clock;
  base::counting_random random;
  sandbox_parts parts{
      sandbox_options{.base_url = "http://127.0.0.1:8080",
                      .account = std::nullopt,
                      .rest_callers = {{"SKcaller", base::secret{"word"}}},
                      .plugins = {{"plugin-flex-video", "0.1.0", "/plugin/plugin-flex-video.js"}},
                      .templates = {{*twilio::content_sid::parse("HX" + std::string(32, '1')),
                                     "{{2}}, come to https://v.example/j/{{1}} please"}},
                      .clock = clock,
                      .random = random}};

  const agent& who(std::string_view identity) { return *parts.people.find(identity); }

  /// A customer's conversation and task, offered to ada.
  contact_desk::contact arrive(std::string_view channel = "web", std::string_view agent_identity = "ada") {
    return *parts.desk.arrive(who(agent_identity), "Cus Tomer", channel);
  }
  contact_desk::contact arrive_accepted(std::string_view channel = "web") {
    const auto contact = arrive(channel);
    (void)parts.desk.advance(*contact.held, reservation_status::accepted);
    return contact;
  }

  web_reply http(std::string_view method, std::string_view host, std::string_view path,
                 std::string_view body = {}, std::string_view authorization = {}) {
    return parts.hosts.answer({.method = std::string{method},
                               .host = std::string{host},
                               .path = std::string{path},
                               .query = {},
                               .body = std::string{body},
                               .authorization = std::string{authorization},
                               .if_match = {}});
  }

  /// As the SDK inside Twilsock asks.
  web_reply inside(std::string_view identity, std::string_view method, std::string_view host,
                   std::string_view path, std::string_view body = {}, const json::object& parameters = {}) {
    return parts.hosts.answer_inside(identity,
                                     {.method = std::string{method},
                                      .host = std::string{host},
                                      .path = std::string{path},
                                      .query = {},
                                      .body = std::string{body},
                                      .authorization = {},
                                      .if_match = {}},
                                     parameters);
  }

  std::string token(std::string_view identity) {
    return *parts.logins.issue(identity, std::chrono::hours{1});
  }
};

/// What a reply says, which must be a JSON object.
inline json::object object_of(const web_reply& reply) { return *read_json_object(reply.body); }

/// What waits in the outbox, in words: "sync list_item_added", "bridge ada reservation.created", "phone {…}",
/// "typing".
inline std::vector<std::string> told(outbox& out) {
  std::vector<std::string> words;
  for (const auto& happened : out.take()) {
    if (const auto* sync = std::get_if<sync_event>(&happened)) words.push_back("sync " + sync->type);
    if (const auto* bridge = std::get_if<bridge_event>(&happened))
      words.push_back("bridge " + bridge->identity + ' ' + bridge->type);
    if (const auto* phone = std::get_if<phone_event>(&happened))
      words.push_back("phone " + json::serialize(phone->data));
    if (std::holds_alternative<typing_event>(happened)) words.push_back("typing");
  }
  return words;
}

}  // namespace flex_video::sandbox
