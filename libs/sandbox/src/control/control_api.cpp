#include "control/control_api.hpp"

#include "control/control_body.hpp"
#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/array.hpp>

#include <algorithm>
#include <ranges>

namespace flex_video::sandbox {
namespace {

web_reply not_found(std::string_view what) { return control_problem(404, "not_found", what); }

web_reply refusal(const base::error& why) {
  const auto title = why.code.message();
  if (why.code == errc::wrong_status) return control_problem(409, "wrong_status", title);
  if (why.code == errc::no_carrier) return control_problem(409, "no_carrier", title);
  if (why.code == errc::too_many) return control_problem(409, "too_many", title);
  if (why.code == errc::unknown_agent) return not_found(title);
  return control_problem(400, "invalid_field", title);
}

web_reply done() { return reply_json(200, json::object{}); }

json::object describe(const reservation& held) {
  json::object made{{"taskSid", held.task.sid.text()}, {"reservationSid", held.sid.text()}};
  if (const auto sid = text_member(held.task.attributes, "conversationSid")) made["conversationSid"] = *sid;
  return made;
}

}  // namespace

control_api::control_api(const directory& people, sign_in& logins, conversation_store& talks,
                         task_board& board, contact_desk& desk, const requests_log& log)
    : people_(people), logins_(logins), talks_(talks), board_(board), desk_(desk), log_(log) {}

web_reply control_api::session(std::string_view identity) {
  const auto made = logins_.session(identity);
  return made ? reply_json(200, *made) : refusal(made.error());
}

web_reply control_api::agents() const {
  json::array listed;
  for (const auto& one : people_.staff())
    listed.push_back({{"identity", one.identity},
                      {"name", one.name},
                      {"roles", json::array(one.roles.begin(), one.roles.end())}});
  return reply_json(200, {{"agents", std::move(listed)}});
}

web_reply control_api::conversations() const {
  json::array listed;
  for (const auto& talk : talks_.all()) {
    json::object row{
        {"sid", talk.sid.text()}, {"customerName", talk.friendly_name}, {"channelType", talk.channel_type}};
    if (const auto& binding = talk.members.front().binding) row["customerAddress"] = binding->address;
    // the newest task is the one that counts after a transfer
    for (const auto& held : board_.all()) {
      if (text_member(held.task.attributes, "conversationSid") != talk.sid.text()) continue;
      row["taskSid"] = held.task.sid.text();
      row["reservationSid"] = held.sid.text();
      row["agent"] = held.agent;
      row["status"] = to_text(held.status);
    }
    listed.push_back(std::move(row));
  }
  return reply_json(200, {{"conversations", std::move(listed)}});
}

web_reply control_api::requests() const {
  json::array messages;
  for (const auto& one : log_.messages())
    messages.push_back({{"from", one.from},
                        {"conversationSid", one.conversation_sid},
                        {"body", one.body},
                        {"attributes", one.attributes}});
  const auto& lines = log_.unknown_requests();
  return reply_json(
      200, {{"messages", std::move(messages)}, {"unknown", json::array(lines.begin(), lines.end())}});
}

web_reply control_api::make_token(std::string_view body) {
  control_body given{body, {"identity", "expiresInSeconds"}};
  const auto identity = given.text("identity");
  const auto life = given.number("expiresInSeconds");
  if (given.problem()) return *given.problem();
  if (life > longest_token_life || life < -longest_token_life)
    return control_problem(400, "invalid_field", "That is too far from now", "expiresInSeconds");
  const auto token = logins_.issue(identity, std::chrono::seconds{life});
  return token ? reply_json(201, {{"token", *token}}) : refusal(token.error());
}

web_reply control_api::make_task(std::string_view body) {
  control_body given{body, {"agent", "customerName", "channelType", "status"}};
  const auto identity = given.text("agent");
  const auto customer = given.text("customerName");
  const auto channel = given.text("channelType", "web");
  const auto status = given.text("status", "pending");
  if (given.problem()) return *given.problem();
  constexpr std::string_view channels[] = {"web", "whatsapp", "sms", "voice"};
  if (std::ranges::find(channels, channel) == std::end(channels))
    return control_problem(400, "invalid_field", "That is no channel", "channelType");
  if (status != "pending" && status != "accepted")
    return control_problem(400, "invalid_field", "A task begins pending or accepted", "status");
  const auto* to = people_.find(identity);
  if (!to) return control_problem(400, "invalid_field", "There is no such agent", "agent");
  const auto contact = desk_.arrive(*to, customer, channel);
  if (!contact) return refusal(contact.error());
  if (status == "accepted")
    if (const auto accepted = desk_.advance(*contact->held, reservation_status::accepted); !accepted)
      return refusal(accepted.error());
  return reply_json(201, describe(*contact->held));
}

web_reply control_api::advance(std::string_view reservation_sid, std::string_view body) {
  auto* held = board_.find(reservation_sid);
  if (!held) return not_found("There is no such reservation");
  control_body given{body, {"status"}};
  const auto status = parse_reservation_status(given.text("status"));
  if (given.problem()) return *given.problem();
  if (!status) return control_problem(400, "invalid_field", "That is no status", "status");
  const auto advanced = desk_.advance(*held, *status);
  return advanced ? reply_json(200, {{"status", to_text(held->status)}}) : refusal(advanced.error());
}

web_reply control_api::transfer(std::string_view reservation_sid, std::string_view body) {
  auto* held = board_.find(reservation_sid);
  if (!held) return not_found("There is no such reservation");
  control_body given{body, {"to"}};
  const auto* to = people_.find(given.text("to"));
  if (given.problem()) return *given.problem();
  if (!to) return control_problem(400, "invalid_field", "There is no such agent", "to");
  const auto offered = desk_.transfer(*held, *to);
  return offered ? reply_json(201, describe(**offered)) : refusal(offered.error());
}

web_reply control_api::phone_message(std::string_view conversation_sid, std::string_view body) {
  auto* talk = talks_.find(conversation_sid);
  if (!talk) return not_found("There is no such conversation");
  control_body given{body, {"body"}};
  const auto text = given.text("body");
  if (given.problem()) return *given.problem();
  const auto said = talks_.say(*talk, talk->customer, text);
  if (!said)
    return said.error().code == errc::too_many
               ? refusal(said.error())
               : control_problem(400, "invalid_field", said.error().code.message(), "body");
  return reply_json(201, {{"index", (*said)->index}});
}

web_reply control_api::phone_typing(std::string_view conversation_sid) {
  auto* talk = talks_.find(conversation_sid);
  if (!talk) return not_found("There is no such conversation");
  const auto told = talks_.type(*talk, talk->customer);
  return told ? done() : refusal(told.error());
}

web_reply control_api::phone_read(std::string_view conversation_sid, std::string_view body) {
  auto* talk = talks_.find(conversation_sid);
  if (!talk) return not_found("There is no such conversation");
  control_body given{body, {"index"}};
  const auto index = given.number("index");
  if (given.problem()) return *given.problem();
  const auto read = talks_.read_to(*talk, talk->customer, index);
  return read ? done() : control_problem(400, "invalid_field", read.error().code.message(), "index");
}

web_reply control_api::phone_lose_next(std::string_view conversation_sid) {
  auto* talk = talks_.find(conversation_sid);
  if (!talk) return not_found("There is no such conversation");
  const auto set = talks_.lose_next(*talk);
  return set ? done() : refusal(set.error());
}

web_reply control_api::phone_day_passes(std::string_view conversation_sid) {
  auto* talk = talks_.find(conversation_sid);
  if (!talk) return not_found("There is no such conversation");
  talks_.grow_old(*talk, std::chrono::hours{25});
  return done();
}

}  // namespace flex_video::sandbox
