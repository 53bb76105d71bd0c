#pragma once

#include "flex_video/twilio/form.hpp"
#include "flex_video/twilio/rest.hpp"

#include <string>
#include <string_view>

namespace flex_video::twilio {

inline constexpr std::string_view first_page = "PageSize=100";

inline rest_request get(std::string path) {
  return {.method = rest_method::get, .path = std::move(path), .content_type = {}, .body = {}};
}

/// A page of the list at `path`: the following one, or the first with `filter`.
inline rest_request get_page(std::string path, std::string_view page, std::string_view filter = {}) {
  path += '?';
  if (!page.empty()) return get(path.append(page));
  if (!filter.empty()) path.append(filter).append("&");
  return get(path.append(first_page));
}

inline rest_request post_form(std::string path, const form& parameters) {
  return {.method = rest_method::post,
          .path = std::move(path),
          .content_type = "application/x-www-form-urlencoded",
          .body = write_form(parameters)};
}

}  // namespace flex_video::twilio
