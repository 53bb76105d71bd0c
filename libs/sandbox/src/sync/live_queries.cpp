#include "sync/live_queries.hpp"

#include "new_sid.hpp"

#include <algorithm>

namespace flex_video::sandbox {

namespace json = boost::json;

live_queries::live_queries(base::random_source& random, outbox& out) : random_(random), out_(out) {}

live_queries::query* live_queries::find(std::string_view index, std::string_view expression) {
  const auto found = std::ranges::find_if(
      queries_, [&](const query& one) { return one.index == index && one.expression == expression; });
  return found == queries_.end() ? nullptr : &*found;
}

const live_queries::query* live_queries::find_id(std::string_view id) const {
  const auto found = std::ranges::find(queries_, id, &query::id);
  return found == queries_.end() ? nullptr : &*found;
}

base::result<json::object> live_queries::open(std::string_view index, std::string_view expression,
                                              const std::vector<insights_row>& rows) {
  auto* known = find(index, expression);
  if (!known) {
    auto filter = query_filter::parse(expression);
    if (!filter) return std::unexpected{filter.error()};
    if (queries_.size() == most) queries_.pop_front();
    known = &queries_.emplace_back(query{.id = new_sid<"QR">(random_),
                                         .index = std::string{index},
                                         .expression = std::string{expression},
                                         .filter = std::move(*filter),
                                         .keys = {},
                                         .history = {}});
  }
  known->keys.clear();
  json::array items;
  for (const auto& row : rows) {
    if (!known->filter.matches(row.data)) continue;
    known->keys.insert(row.key);
    items.push_back({{"key", row.key}, {"data", row.data}, {"revision", std::to_string(known->last_event)}});
  }
  return json::object{
      {"query_id", known->id}, {"last_event_id", known->last_event}, {"items", std::move(items)}};
}

void live_queries::tell(query& about, std::string_view type, std::string_view key, json::value data) {
  const auto id = ++about.last_event;
  json::object event{{"query_id", about.id}, {"item_key", key}, {"last_event_id", id}};
  // the client takes a removal only with the revision spelled out as null
  event["item_revision"] = data.is_null() ? json::value{} : json::value(std::to_string(id));
  if (!data.is_null()) event["item_data"] = std::move(data);
  sync_event happened{
      .object_sid = about.id, .type = std::string{type}, .event = std::move(event), .strictly_ordered = true};
  about.history.emplace_back(id, happened);
  if (about.history.size() > history_length) about.history.pop_front();
  out_.push(std::move(happened));
}

void live_queries::changed(std::string_view index, const insights_row& row) {
  for (auto& one : queries_) {
    if (one.index != index) continue;
    if (one.filter.matches(row.data)) {
      one.keys.insert(row.key);
      tell(one, "live_query_item_updated", row.key, row.data);
    } else if (one.keys.erase(row.key)) {
      tell(one, "live_query_item_removed", row.key, nullptr);
    }
  }
}

void live_queries::removed(std::string_view index, std::string_view key) {
  for (auto& one : queries_) {
    const auto held = one.index == index ? one.keys.find(key) : one.keys.end();
    if (held == one.keys.end()) continue;
    one.keys.erase(held);
    tell(one, "live_query_item_removed", key, nullptr);
  }
}

std::optional<long long> live_queries::last_event(std::string_view query_id) const {
  if (const auto* known = find_id(query_id)) return known->last_event;
  return std::nullopt;
}

std::vector<sync_event> live_queries::events_since(std::string_view query_id, long long event) const {
  std::vector<sync_event> later;
  if (const auto* known = find_id(query_id))
    for (const auto& [id, happened] : known->history)
      if (id > event) later.push_back(happened);
  return later;
}

}  // namespace flex_video::sandbox
