#pragma once

#include "flex_video/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::twilio {

enum class rest_method { get, post };

/// A request to one of Twilio's APIs, as a value: whoever sends it adds host and credentials.
struct rest_request {
  rest_method method = rest_method::get;
  std::string path;          ///< with its query: "/v1/Rooms/RM…"
  std::string content_type;  ///< of the body; empty without one
  std::string body;          ///< may hold a Flex token: not for a log

  friend bool operator==(const rest_request&, const rest_request&) = default;
};

/// One page of a list. `next` is what its request takes to get the following page; empty on the last one.
template <class T>
struct rest_page {
  std::vector<T> items;
  std::string next;
};

/// What Twilio says of a request that failed (https://www.twilio.com/docs/usage/twilios-response).
struct rest_error {
  int code = 0;  ///< https://www.twilio.com/docs/api/errors
  std::string message;
  int status = 0;
};

/// Nothing if the text is no such body; a proxy on the way may have answered instead.
std::optional<rest_error> parse_rest_error(std::string_view json);

/// The same as a server says it, with the address of the code's page as more_info. `message` is UTF-8.
std::string write_rest_error(const rest_error& error);

enum class rest_errc {
  malformed = 1,  ///< the answer is not what Twilio documents; the detail names the field, never its content
};
std::error_code make_error_code(rest_errc code);

}  // namespace flex_video::twilio

template <>
struct std::is_error_code_enum<flex_video::twilio::rest_errc> : std::true_type {};
