#pragma once

#include "flex_video/twilio/form.hpp"
#include "flex_video/twilio/rest.hpp"

#include <boost/json/value.hpp>

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// A request under /v1/Rooms or /v1/Recordings whose caller has been let in.
struct rest_request {
  std::string method;             ///< upper case
  std::vector<std::string> path;  ///< the segments after that, decoded; empty for the collection itself
  twilio::form query = {};
  twilio::form body = {};
};

struct rest_answer {
  unsigned status = 200;
  boost::json::value body;
};

/// What a resource answers, or Twilio's refusal.
template <class T>
using rest_result = std::expected<T, twilio::rest_error>;

/// `code` is one of https://www.twilio.com/docs/api/errors.
inline std::unexpected<twilio::rest_error> refuse(int status, int code, std::string message) {
  return std::unexpected{twilio::rest_error{.code = code, .message = std::move(message), .status = status}};
}

}  // namespace flex_video::rooms
