#include "sync/item_page.hpp"

#include "json_reading.hpp"

#include <algorithm>
#include <charconv>

namespace flex_video::sandbox {
namespace {

/// A client sends back nothing but the token, so the token holds the whole request: "desc.20.<key>".
std::string token_for(const item_page_request& wanted, std::string_view next_key) {
  return std::string{wanted.descending ? "desc." : "asc."} + std::to_string(wanted.size) + '.' +
         std::string{next_key};
}

std::optional<item_page_request> read_token(std::string_view token) {
  const auto first = token.find('.');
  const auto second = token.find('.', first == std::string_view::npos ? first : first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  item_page_request wanted;
  wanted.descending = token.substr(0, first) == "desc";
  std::from_chars(token.data() + first + 1, token.data() + second, wanted.size);
  wanted.size = std::clamp(wanted.size, 1LL, item_page_request::largest);
  wanted.from = token.substr(second + 1);
  return wanted;
}

}  // namespace

item_page_request item_page_request::of(const json::object& parameters) {
  if (const auto token = text_member(parameters, "PageToken"))
    if (auto wanted = read_token(*token)) return *wanted;
  item_page_request wanted;
  wanted.descending = text_member(parameters, "Order") == "desc";
  wanted.size = std::clamp(number_member(parameters, "PageSize").value_or(wanted.size), 1LL, largest);
  wanted.only = text_member(parameters, parameters.contains("Key") ? "Key" : "Index");
  if (const auto from = number_member(parameters, "From"))
    wanted.from = std::to_string(*from);
  else
    wanted.from = text_member(parameters, "From");
  return wanted;
}

json::object page_of_items(const object_store& objects, const sync_object& object,
                           const item_page_request& wanted) {
  json::array page;
  std::optional<std::string> next;
  const auto take = [&](const std::string& key, const object_item& item) {
    if (static_cast<long long>(page.size()) < wanted.size) {
      page.push_back(objects.describe_item(object, key, item));
    } else {
      next = token_for(wanted, key);
    }
    return !next;
  };
  const auto& items = object.items;
  if (wanted.only) {
    if (const auto found = items.find(*wanted.only); found != items.end()) take(found->first, found->second);
  } else if (wanted.descending) {
    // a reverse iterator stands before its base: the base is the first item after `from`
    const auto start = wanted.from ? items.upper_bound(*wanted.from) : items.end();
    for (auto at = std::make_reverse_iterator(start); at != items.rend() && take(at->first, at->second);)
      ++at;
  } else {
    for (auto at = wanted.from ? items.lower_bound(*wanted.from) : items.begin();
         at != items.end() && take(at->first, at->second);)
      ++at;
  }
  auto answer = page_of("items", std::move(page));
  if (next) answer["meta"].as_object()["next_token"] = *next;
  return answer;
}

}  // namespace flex_video::sandbox
