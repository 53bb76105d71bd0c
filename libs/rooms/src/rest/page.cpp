#include "rest/page.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

namespace flex_video::rooms {
namespace {

constexpr std::size_t largest_page = 1'000;

template <class Number>
std::optional<Number> number_of(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string text_of(const page_request::token& token) {
  return (token.forward ? "PN" : "PP") + std::to_string(token.item);
}

std::optional<page_request::token> read_token(std::string_view text) {
  const bool forward = text.starts_with("PN");
  const auto item = forward || text.starts_with("PP") ? number_of<ordinal>(text.substr(2)) : std::nullopt;
  if (!item) return std::nullopt;
  return page_request::token{.forward = forward, .item = *item};
}

std::string address_of(std::string_view url, const twilio::form& query, std::size_t size, std::size_t number,
                       const std::optional<page_request::token>& from) {
  twilio::form with;
  for (const auto& each : query)
    if (each.name != "PageSize" && each.name != "Page" && each.name != "PageToken") with.push_back(each);
  with.push_back({"PageSize", std::to_string(size)});
  with.push_back({"Page", std::to_string(number)});
  if (from) with.push_back({"PageToken", text_of(*from)});
  return std::string{url} + '?' + twilio::write_form(with);
}

boost::json::value or_null(bool there, const std::string& text) {
  return there ? boost::json::value(text) : boost::json::value{};
}

}  // namespace

rest_result<page_request> read_page_request(const twilio::form& query) {
  page_request asked;
  if (const auto size = twilio::form_value(query, "PageSize"); !size.empty()) {
    const auto value = number_of<std::size_t>(size);
    if (!value || *value == 0 || *value > largest_page) return refuse(400, 20001, "PageSize is 1 to 1000");
    asked.size = *value;
  }
  if (const auto number = twilio::form_value(query, "Page"); !number.empty()) {
    const auto value = number_of<std::uint32_t>(number);
    if (!value) return refuse(400, 20001, "Page is not a number");
    asked.number = *value;
  }
  if (const auto token = twilio::form_value(query, "PageToken"); !token.empty()) {
    asked.from = read_token(token);
    if (!asked.from) return refuse(400, 20001, "PageToken is invalid");
  }
  return asked;
}

page_place place_page(const std::vector<ordinal>& newest_first, const page_request& request) {
  const auto all = newest_first.size();
  std::size_t begin = std::min(request.number * request.size, all);
  std::size_t end = std::min(begin + request.size, all);
  if (request.from) {
    const auto item = request.from->item;
    const auto newer = std::ranges::lower_bound(newest_first, item, std::greater<>{}) - newest_first.begin();
    const auto first_not_newer = static_cast<std::size_t>(newer);
    if (request.from->forward) {
      const bool there = first_not_newer < all && newest_first[first_not_newer] == item;
      begin = first_not_newer + (there ? 1 : 0);
      end = std::min(begin + request.size, all);
    } else {
      end = first_not_newer;
      begin = end > request.size ? end - request.size : 0;
    }
  }
  page_place place{.begin = begin, .end = end, .previous = {}, .next = {}};
  if (begin > 0 && begin < all) place.previous = {.forward = false, .item = newest_first[begin]};
  if (end < all && end > begin) place.next = {.forward = true, .item = newest_first[end - 1]};
  return place;
}

boost::json::object page_meta(std::string_view key, std::string_view url, const twilio::form& query,
                              const page_request& request, const page_place& place) {
  const auto at = [&](std::size_t number, const std::optional<page_request::token>& from) {
    return address_of(url, query, request.size, number, from);
  };
  const auto before = request.number > 0 ? request.number - 1 : 0;
  return {{"key", key},
          {"page", request.number},
          {"page_size", request.size},
          {"first_page_url", at(0, {})},
          {"previous_page_url", or_null(place.previous.has_value(), at(before, place.previous))},
          {"next_page_url", or_null(place.next.has_value(), at(request.number + 1, place.next))},
          {"url", at(request.number, request.from)}};
}

}  // namespace flex_video::rooms
