#include "sync/sync_api.hpp"

#include "json_reading.hpp"
#include "sync/item_page.hpp"

namespace flex_video::sandbox {
namespace {

web_reply not_found() { return reply_error(404, 54100, "Not found"); }

std::optional<object_kind> kind_of(std::string_view collection) {
  for (const auto kind : {object_kind::document, object_kind::list, object_kind::map})
    if (collection == collection_of(kind)) return kind;
  return std::nullopt;
}

}  // namespace

sync_api::sync_api(object_store& objects, live_queries& queries, insights_source insights)
    : objects_(objects), queries_(queries), insights_(std::move(insights)) {}

std::optional<web_reply> sync_api::answer(const web_request& request, const json::object& parameters) {
  auto at = segments_of(request.path);
  if (at.empty() || (at[0] != "v3" && at[0] != "v4")) return std::nullopt;
  at.erase(at.begin());
  if (at.size() == 3 && at[0] == "Insights" && at[2] == "Items" && request.method == "POST")
    return query(at[1], request);
  if (at.size() > 2 && at[0] == "Services") at.erase(at.begin(), at.begin() + 2);
  const auto kind = at.empty() ? std::nullopt : kind_of(at[0]);
  return kind && at.size() >= 2 ? object(*kind, at, request, parameters) : std::nullopt;
}

web_reply sync_api::query(std::string_view index, const web_request& request) {
  const auto body = read_json_object(request.body);
  if (!body) return reply_error(400, 20001, "Malformed JSON");
  const auto rows = insights_(index);
  if (!rows) return not_found();
  const auto opened = queries_.open(index, text_member(*body, "query_string").value_or(""), *rows);
  if (!opened) return reply_error(400, 54507, opened.error().code.message());
  return reply_json(200, *opened);
}

std::optional<web_reply> sync_api::object(object_kind kind, const std::vector<std::string_view>& at,
                                          const web_request& request, const json::object& parameters) {
  auto* found = objects_.find(kind, at[1]);
  if (!found) return not_found();
  if (request.method != "GET") return std::nullopt;
  if (at.size() == 2) return reply_json(200, objects_.describe(*found));
  if (at[2] != "Items" || kind == object_kind::document) return std::nullopt;
  if (at.size() == 3)
    return reply_json(200, page_of_items(objects_, *found, item_page_request::of(parameters)));
  const auto item = found->items.find(at[3]);
  if (item == found->items.end()) return not_found();
  return reply_json(200, objects_.describe_item(*found, item->first, item->second));
}

}  // namespace flex_video::sandbox
