#include "sync/object_store.hpp"

#include "iso_time.hpp"
#include "new_sid.hpp"

#include <charconv>

namespace flex_video::sandbox {
namespace {

namespace json = boost::json;

std::string sid_for(object_kind kind, base::random_source& random) {
  switch (kind) {
    case object_kind::document:
      return new_sid<"ET">(random);
    case object_kind::list:
      return new_sid<"ES">(random);
    case object_kind::map:
      break;
  }
  return new_sid<"MP">(random);
}

/// Lists number their items, maps name them.
json::value key_value(const sync_object& object, std::string_view key) {
  long long index = 0;
  if (object.kind == object_kind::list &&
      std::from_chars(key.data(), key.data() + key.size(), index).ec == std::errc{})
    return index;
  return json::string{key};
}

std::string_view key_name(const sync_object& object) {
  return object.kind == object_kind::list ? "index" : "key";
}

}  // namespace

std::string_view word_of(object_kind kind) {
  return kind == object_kind::document ? "document" : kind == object_kind::list ? "list" : "map";
}

std::string_view collection_of(object_kind kind) {
  return kind == object_kind::document ? "Documents" : kind == object_kind::list ? "Lists" : "Maps";
}

object_store::object_store(const tenant& tenant, const base::clock& clock, base::random_source& random,
                           outbox& out)
    : tenant_(tenant), clock_(clock), random_(random), out_(out) {}

sync_object& object_store::open(object_kind kind, std::string_view name) {
  auto& known = by_name_[{kind, std::string{name}}];
  if (!known) {
    const auto now = clock_.now();
    auto sid = sid_for(kind, random_);
    sync_object fresh{.kind = kind,
                      .sid = sid,
                      .name = std::string{name},
                      .data = json::object{},
                      .items = {},
                      .created = now,
                      .updated = now,
                      .history = {}};
    known = &by_sid_.emplace(std::move(sid), std::move(fresh)).first->second;
  }
  return *known;
}

sync_object* object_store::find(object_kind kind, std::string_view sid_or_name) {
  if (const auto by_sid = by_sid_.find(sid_or_name); by_sid != by_sid_.end())
    return by_sid->second.kind == kind ? &by_sid->second : nullptr;
  const auto by_name = by_name_.find({kind, std::string{sid_or_name}});
  return by_name == by_name_.end() ? nullptr : by_name->second;
}

const sync_object* object_store::find_sid(std::string_view sid) const {
  const auto found = by_sid_.find(sid);
  return found == by_sid_.end() ? nullptr : &found->second;
}

void object_store::publish(sync_object& object, std::string_view change, json::object event) {
  const auto word = std::string{word_of(object.kind)};
  event[word + "_sid"] = object.sid;
  event[word + "_unique_name"] = object.name;
  event[word + "_revision"] = std::to_string(object.last_event);
  event["id"] = object.last_event;
  event["date_created"] = iso_time(object.updated);
  event["date_expires"] = nullptr;
  sync_event happened{
      .object_sid = object.sid, .type = word + '_' + std::string{change}, .event = std::move(event)};
  object.history.emplace_back(object.last_event, happened);
  if (object.history.size() > history_length) object.history.pop_front();
  out_.push(std::move(happened));
}

void object_store::put(sync_object& object, std::string_view key, json::value data) {
  const auto now = clock_.now();
  const auto had = object.items.find(key);
  const bool fresh = had == object.items.end();
  object.updated = now;
  auto& item = fresh ? object.items[std::string{key}] : had->second;
  item = {.data = std::move(data),
          .event = ++object.last_event,
          .created = fresh ? now : item.created,
          .updated = now};
  publish(object, fresh ? "item_added" : "item_updated",
          {{std::string{"item_"}.append(key_name(object)), key_value(object, key)},
           {"item_url", address_of(object) + "/Items/" + std::string{key}},
           {"item_data", item.data},
           {"item_revision", std::to_string(item.event)}});
}

void object_store::remove(sync_object& object, std::string_view key) {
  const auto found = object.items.find(key);
  if (found == object.items.end()) return;
  object.updated = clock_.now();
  ++object.last_event;
  json::object event{{std::string{"item_"}.append(key_name(object)), key_value(object, key)},
                     {"item_data", std::move(found->second.data)},
                     {"item_revision", std::to_string(object.last_event)}};
  object.items.erase(found);
  publish(object, "item_removed", std::move(event));
}

void object_store::write(sync_object& document, json::value data) {
  document.data = std::move(data);
  document.updated = clock_.now();
  ++document.last_event;
  publish(document, "updated", {{"document_data", document.data}});
}

std::vector<sync_event> object_store::events_since(std::string_view sid, long long event) const {
  std::vector<sync_event> later;
  if (const auto* object = find_sid(sid))
    for (const auto& [id, happened] : object->history)
      if (id > event) later.push_back(happened);
  return later;
}

std::string object_store::address_of(const sync_object& object) const {
  return "https://cds.us1.twilio.com/v4/Services/" + tenant_.chat_service + '/' +
         std::string{collection_of(object.kind)} + '/' + object.sid;
}

json::object object_store::describe(const sync_object& object) const {
  const auto address = address_of(object);
  return {{"account_sid", tenant_.account.text()},
          {"service_sid", tenant_.chat_service},
          {"sid", object.sid},
          {"unique_name", object.name},
          {"url", address},
          {"revision", std::to_string(object.last_event)},
          {"last_event_id", object.last_event},
          {"data", object.data},
          {"date_created", iso_time(object.created)},
          {"date_updated", iso_time(object.updated)},
          {"date_expires", nullptr},
          {"created_by", "system"},
          {"links", {{"items", address + "/Items"}}}};
}

json::object object_store::describe_item(const sync_object& object, std::string_view key,
                                         const object_item& item) const {
  return {{key_name(object), key_value(object, key)},
          {"data", item.data},
          {"revision", std::to_string(item.event)},
          {"last_event_id", item.event},
          {"url", address_of(object) + "/Items/" + std::string{key}},
          {"date_created", iso_time(item.created)},
          {"date_updated", iso_time(item.updated)},
          {"date_expires", nullptr},
          {"created_by", "system"}};
}

json::object page_of(std::string_view collection, json::array items) {
  return {{collection, std::move(items)},
          {"meta",
           {{"key", collection},
            {"page", 0},
            {"page_size", 50},
            {"previous_token", nullptr},
            {"next_token", nullptr},
            {"after_token", nullptr},
            {"before_token", nullptr}}}};
}

}  // namespace flex_video::sandbox
