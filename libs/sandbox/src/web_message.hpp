#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// A request to one of Twilio's hosts, however it came: by HTTP, or inside a Twilsock packet.
struct web_request {
  std::string method;  ///< upper case
  std::string host;
  std::string path;   ///< with the leading slash, decoded, without the query
  std::string query;  ///< still encoded
  std::string body;
  std::string authorization;  ///< the header, empty if there is none
  std::string if_match;       ///< the header If-Match
};

struct web_reply {
  unsigned status = 200;
  std::string type;
  std::string body;
  std::string etag;  ///< of TaskRouter's tasks; empty elsewhere
};

/// "GET host/path", as unknown requests are recorded.
std::string line_of(const web_request& request);

web_reply reply_json(unsigned status, const boost::json::value& body);
/// The shape of Twilio's REST errors; `code` is one of https://www.twilio.com/docs/api/errors.
web_reply reply_error(unsigned status, int code, std::string_view message);

/// The parts of a path between its slashes; empty parts are left out.
std::vector<std::string_view> segments_of(std::string_view path);
/// The decoded value of a form or query field; nothing if it is absent.
std::optional<std::string> form_field(std::string_view form, std::string_view name);
/// All fields of a form, the last of each name, as an object of strings.
boost::json::object form_object(std::string_view form);

}  // namespace flex_video::sandbox
