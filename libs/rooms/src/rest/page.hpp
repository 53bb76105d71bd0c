#pragma once

#include "rest/rest_message.hpp"
#include "rest/room_record.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// Which part of a list is asked for: PageSize, Page and PageToken.
struct page_request {
  std::size_t size = 50;
  std::size_t number = 0;  ///< the caller's count; without a token it says where the page begins
  /// Names an item of the page before or after, so that nothing is told twice or missed as the list grows.
  struct token {
    bool forward;
    rooms::ordinal item;
  };
  std::optional<token> from = {};
};

/// Refuses with 20001: a page of 0 or over 1,000, or another token than we gave out.
rest_result<page_request> read_page_request(const twilio::form& query);

/// Part of a list that goes from the newest to the oldest.
struct page_place {
  std::size_t begin;
  std::size_t end;
  std::optional<page_request::token> previous;
  std::optional<page_request::token> next;
};
page_place place_page(const std::vector<ordinal>& newest_first, const page_request& request);

/// The member `meta` of Twilio's lists. `url` is the list's address, `query` the request's.
boost::json::object page_meta(std::string_view key, std::string_view url, const twilio::form& query,
                              const page_request& request, const page_place& place);

}  // namespace flex_video::rooms
