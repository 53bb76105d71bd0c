#include "conversations/conversation_store.hpp"

#include "conversations/conversation_json.hpp"
#include "conversations/sms_segments.hpp"
#include "new_sid.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::sandbox {
namespace {

namespace json = boost::json;

/// UTF-8 continuation bytes are not characters.
std::size_t characters_in(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::optional<errc> fault_of(std::string_view body) {
  if (body.empty()) return errc::message_empty;
  if (characters_in(body) > conversation_store::longest_message) return errc::message_too_long;
  return std::nullopt;
}

}  // namespace

conversation_store::conversation_store(directory& people, object_store& objects, const base::clock& clock,
                                       base::random_source& random, outbox& out)
    : people_(people), objects_(objects), clock_(clock), random_(random), out_(out) {}

base::result<conversation*> conversation_store::open(std::string_view customer_name,
                                                     std::string_view channel_type) {
  if (all_.size() == most_conversations) return base::fail(errc::too_many);
  const auto now = clock_.now();
  auto& talk = all_.emplace_back(conversation{.sid = twilio::conversation_sid::generate(random_),
                                              .channel_type = std::string{channel_type},
                                              .friendly_name = std::string{customer_name},
                                              .customer = "customer-" + std::to_string(all_.size() + 1),
                                              .created = now,
                                              .updated = now,
                                              .members = {},
                                              .horizons = {},
                                              .messages = {}});
  people_.add_customer(talk.customer, talk.friendly_name);
  objects_.open(object_kind::document, sync_names::channel(talk)).data = channel_document(talk);
  objects_.open(object_kind::list, sync_names::messages(talk));
  write_roster(talk, add_member(talk, talk.customer, true));
  return &talk;
}

conversation* conversation_store::find(std::string_view sid) {
  const auto found =
      std::ranges::find_if(all_, [&](const conversation& one) { return one.sid.text() == sid; });
  return found == all_.end() ? nullptr : &*found;
}

sync_object& conversation_store::info_of(std::string_view identity) {
  auto& info = objects_.open(object_kind::map, sync_names::info_of(identity));
  if (info.items.empty()) {
    objects_.put(info, "friendlyName", {{"value", people_.name_of(identity)}, {"type", "STRING"}});
    objects_.put(info, "attributes", {{"value", "{}"}, {"type", "STRING"}});
  }
  return info;
}

sync_object& conversation_store::conversations_of(std::string_view identity) {
  return objects_.open(object_kind::map, sync_names::conversations_of(identity));
}

member& conversation_store::add_member(conversation& talk, std::string_view identity, bool customer) {
  return talk.members.emplace_back(
      member{.sid = new_sid<"MB">(random_),
             .identity = std::string{identity},
             .customer = customer,
             .joined = clock_.now(),
             .binding = customer ? binding_of(talk.channel_type, all_.size()) : std::nullopt});
}

void conversation_store::write_roster(conversation& talk, const member& one) {
  auto& roster = objects_.open(object_kind::map, sync_names::roster(talk));
  objects_.put(roster, one.sid, roster_item(talk, one, info_of(one.identity).sid));
  if (one.customer) return;
  // this is what makes an open Flex page take the conversation up
  objects_.put(conversations_of(one.identity), talk.sid.text(),
               user_conversation_item(talk, one.identity, clock_.now()));
}

void conversation_store::join(conversation& talk, std::string_view identity) {
  if (talk.find_member(identity)) return;
  write_roster(talk, add_member(talk, identity, false));
  tell_phone(talk, {{"joined", people_.name_of(identity)}});
}

void conversation_store::leave(conversation& talk, std::string_view identity) {
  const auto* leaving = talk.find_member(identity);
  if (!leaving) return;
  objects_.remove(objects_.open(object_kind::map, sync_names::roster(talk)), leaving->sid);
  objects_.remove(conversations_of(identity), talk.sid.text());
  tell_phone(talk, {{"left", people_.name_of(identity)}});
  talk.members.erase(talk.members.begin() + (leaving - talk.members.data()));
}

base::result<const message*> conversation_store::say(conversation& talk, std::string_view author,
                                                     std::string_view body, std::string_view attributes) {
  const auto* by = talk.find_member(author);
  if (!by) return base::fail(errc::not_a_member);
  return add_message(talk, author, by, body, attributes, {});
}

base::result<const message*> conversation_store::post(conversation& talk, std::string_view author,
                                                      std::string_view body, std::string_view attributes,
                                                      std::string_view content_sid) {
  return add_message(talk, author, talk.find_member(author), body, attributes, content_sid);
}

base::result<const message*> conversation_store::add_message(conversation& talk, std::string_view author,
                                                             const member* by, std::string_view body,
                                                             std::string_view attributes,
                                                             std::string_view content_sid) {
  if (const auto fault = fault_of(body)) return base::fail(*fault);
  if (talk.messages.size() == most_messages) return base::fail(errc::too_many);
  const auto now = clock_.now();
  auto& said = talk.messages.emplace_back(message{.sid = twilio::message_sid::generate(random_),
                                                  .index = static_cast<long long>(talk.messages.size()),
                                                  .author = std::string{author},
                                                  .member_sid = by ? by->sid : std::string{},
                                                  .body = std::string{body},
                                                  .attributes = std::string{attributes},
                                                  .content_sid = std::string{content_sid},
                                                  .created = now,
                                                  .updated = now,
                                                  .sent_on = std::nullopt});
  talk.updated = now;
  write_message(talk, said);
  objects_.write(objects_.open(object_kind::document, sync_names::channel(talk)), channel_document(talk));
  if (author != talk.customer && reports_of(talk.channel_type).delivered) send_out(talk, said);
  if (!said.is_lost()) tell_phone(talk, as_seen(talk, said));
  return &said;
}

void conversation_store::write_message(const conversation& talk, const message& one) {
  auto& list = objects_.open(object_kind::list, sync_names::messages(talk));
  objects_.put(list, std::to_string(one.index), message_item(talk, one));
}

void conversation_store::send_out(conversation& talk, message& one) {
  reach(talk, one, delivery::sent);
  if (one.content_sid.empty() && !talk.takes_free_messages(clock_.now()))
    reach(talk, one, delivery::undelivered, outside_window);
  else if (std::exchange(talk.loses_next, false))
    reach(talk, one, delivery::undelivered, reports_of(talk.channel_type).undelivered_code);
  else if (talk.phones > 0)
    reach(talk, one, delivery::delivered);
}

base::result<void> conversation_store::lose_next(conversation& talk) {
  if (!reports_of(talk.channel_type).delivered) return base::fail(errc::no_carrier);
  talk.loses_next = true;
  return {};
}

base::result<const message*> conversation_store::edit(conversation& talk, std::string_view message_sid,
                                                      std::string_view body) {
  const auto found =
      std::ranges::find_if(talk.messages, [&](const message& one) { return one.sid.text() == message_sid; });
  if (found == talk.messages.end()) return base::fail(errc::unknown_message);
  if (const auto fault = fault_of(body)) return base::fail(*fault);
  found->body = body;
  found->updated = clock_.now();
  write_message(talk, *found);
  return &*found;
}

void conversation_store::set_attributes(conversation& talk, std::string_view attributes) {
  talk.attributes = attributes;
  talk.updated = clock_.now();
  objects_.write(objects_.open(object_kind::document, sync_names::channel(talk)), channel_document(talk));
}

base::result<void> conversation_store::read_to(conversation& talk, std::string_view identity,
                                               long long index) {
  const auto* reader = talk.find_member(identity);
  if (!reader) return base::fail(errc::not_a_member);
  if (index < 0 || index >= static_cast<long long>(talk.messages.size()))
    return base::fail(errc::unknown_message);
  const auto reports = reports_of(talk.channel_type);
  if (reader->customer && !reports.horizon) {
    if (!reports.read) return {};
    for (auto& one : talk.messages)
      if (one.index <= index) reach(talk, one, delivery::read);
    return {};
  }
  const auto known = talk.horizons.find(identity);
  if (known != talk.horizons.end() && known->second.index >= index) return {};
  talk.horizons.insert_or_assign(std::string{identity}, read_horizon{index, clock_.now()});
  write_roster(talk, *reader);
  return {};
}

void conversation_store::reach(conversation& talk, message& one, delivery status, int error) {
  if (one.author == talk.customer) return;
  if (one.sent_on && one.sent_on->status >= status) return;
  const auto now = clock_.now();
  if (!one.sent_on)
    one.sent_on = receipt{.sid = new_sid<"DY">(random_),
                          .channel_message_sid = new_sid<"SM">(random_),
                          .status = status,
                          .error_code = 0,
                          .updated = now};
  one.sent_on->status = status;
  one.sent_on->error_code = error;
  one.sent_on->updated = one.updated = now;
  write_message(talk, one);
}

void conversation_store::grow_old(conversation& talk, std::chrono::seconds by) {
  for (auto& one : talk.messages) {
    one.created -= by;
    one.updated -= by;
    if (one.sent_on) one.sent_on->updated -= by;
    write_message(talk, one);
  }
  objects_.write(objects_.open(object_kind::document, sync_names::channel(talk)), channel_document(talk));
}

base::result<void> conversation_store::type(conversation& talk, std::string_view identity) {
  const auto* typing = talk.find_member(identity);
  if (!typing) return base::fail(errc::not_a_member);
  typing_event happened{.identities = {},
                        .payload = {{"channel_sid", talk.sid.text()},
                                    {"identity", typing->identity},
                                    {"participant_sid", typing->sid},
                                    // a second more than the typist waits, or the sign would flicker
                                    {"typing_timeout", typing_seconds + 1}}};
  for (const auto& one : talk.members)
    if (&one != typing && !one.customer) happened.identities.push_back(one.identity);
  out_.push(std::move(happened));
  if (!typing->customer) tell_phone(talk, {{"typing", people_.name_of(identity)}});
  return {};
}

void conversation_store::phone_opened(conversation& talk) {
  ++talk.phones;
  if (!reports_of(talk.channel_type).delivered) return;
  for (auto& one : talk.messages) reach(talk, one, delivery::delivered);
}

void conversation_store::phone_closed(conversation& talk) { --talk.phones; }

json::value conversation_store::as_seen(const conversation& talk, const message& one) const {
  json::object seen{{"index", one.index},
                    {"author", one.author},
                    {"name", people_.name_of(one.author)},
                    {"body", one.body},
                    {"mine", one.author == talk.customer}};
  if (talk.channel_type == "sms") {
    const auto size = size_as_sms(one.body);
    seen["sms"] = {{"encoding", to_text(size.encoding)},
                   {"units", size.units},
                   {"segments", size.segments},
                   {"room", size.room}};
  }
  return {{"message", std::move(seen)}};
}

std::vector<json::value> conversation_store::history(const conversation& talk) const {
  std::vector<json::value> shown;
  shown.reserve(talk.messages.size());
  for (const auto& one : talk.messages)
    if (!one.is_lost()) shown.push_back(as_seen(talk, one));
  return shown;
}

void conversation_store::tell_phone(const conversation& talk, json::value data) {
  out_.push(phone_event{talk.sid, std::move(data)});
}

}  // namespace flex_video::sandbox
