#pragma once

#include "flex_video/net/http.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::server {

/// Lets the pages of Flex, and no others, read the answers to agents
/// (https://fetch.spec.whatwg.org/#http-cors-protocol).
class cors {
 public:
  explicit cors(const std::vector<std::string>& allowed_origins) : allowed_(allowed_origins) {}

  /// Adds what lets the request's origin read `answer`, if it is on the list.
  net::response allow(const net::request& request, net::response answer) const;
  /// The answer to a preflight: 204; it allows nothing to an origin that is not on the list.
  net::response preflight(const net::request& request, std::string_view methods) const;

 private:
  bool knows(std::string_view origin) const;

  const std::vector<std::string>& allowed_;
};

}  // namespace flex_video::server
