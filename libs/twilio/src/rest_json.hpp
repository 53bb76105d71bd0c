#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/sid.hpp"
#include "flex_video/twilio/json_value.hpp"
#include "flex_video/twilio/rest.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

/// How the REST answers are read: every field by its type, or the answer is malformed.
namespace flex_video::twilio {

using malformed_answer = std::unexpected<base::error>;
malformed_answer malformed(std::string_view field);

/// An ISO 8601 time, as in "2026-08-01T12:00:00Z".
std::optional<base::time_point> time_in(const json_object& in, std::string_view name);

template <base::sid_prefix Prefix>
std::optional<base::sid<Prefix>> sid_in(const json_object& in, std::string_view name) {
  const auto text = in.string(name);
  return text ? base::sid<Prefix>::parse(*text) : std::nullopt;
}

/// What meta.next_page_url has after its '?', which is all of it that we use: where our credentials go is not
/// for an answer to say. Empty on the last page; nothing if it is not fit to stand in a query.
std::optional<std::string> next_page_of(const json_object& list);

/// A list: {"<key>":[…],"meta":{…}}. `read` makes a result<T> from each object.
template <class T, class Read>
base::result<rest_page<T>> read_page(std::string_view json, std::string_view key, const Read& read) {
  const auto list = json_object::parse(json);
  const auto entries = list ? list->array(key) : std::nullopt;
  if (!entries) return malformed(key);
  rest_page<T> page;
  for (const auto& entry : *entries) {
    const auto object = entry.object();
    if (!object) return malformed(key);
    auto item = read(*object);
    if (!item) return std::unexpected{std::move(item.error())};
    page.items.push_back(std::move(*item));
  }
  auto next = next_page_of(*list);
  if (!next) return malformed("next_page_url");
  page.next = std::move(*next);
  return page;
}

}  // namespace flex_video::twilio
