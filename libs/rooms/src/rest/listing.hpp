#pragma once

#include "rest/page.hpp"

#include <boost/json/array.hpp>

#include <functional>
#include <utility>

namespace flex_video::rooms {

/// One item of a list, and how it is written if its page is the one asked for.
struct listed {
  rooms::ordinal ordinal;
  std::function<boost::json::object()> write;
};

/// A page of `items`, which are newest first, under the member `key`; `url` is the list's address.
inline rest_result<rest_answer> answer_list(std::string_view key, std::string_view url,
                                            const twilio::form& query, const std::vector<listed>& items) {
  const auto asked = read_page_request(query);
  if (!asked) return std::unexpected{asked.error()};
  std::vector<ordinal> ordinals;
  for (const auto& each : items) ordinals.push_back(each.ordinal);
  const auto place = place_page(ordinals, *asked);
  boost::json::array page;
  for (auto at = place.begin; at < place.end; ++at) page.push_back(items[at].write());
  return rest_answer{.body = boost::json::object{{key, std::move(page)},
                                                 {"meta", page_meta(key, url, query, *asked, place)}}};
}

inline std::unexpected<twilio::rest_error> not_found(std::string_view what) {
  return refuse(404, 20404, "The requested resource " + std::string{what} + " was not found");
}

inline std::unexpected<twilio::rest_error> not_allowed() { return refuse(405, 20004, "Method not allowed"); }

}  // namespace flex_video::rooms
