#include "web_message.hpp"

#include "flex_video/twilio/rest.hpp"

#include <boost/json/serialize.hpp>

#include <cstddef>
#include <utility>

namespace flex_video::sandbox {
namespace {

int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/// application/x-www-form-urlencoded; a '%' that starts no escape stands for itself, as browsers have it.
std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
    if (text[at] == '%' && high >= 0 && low >= 0) {
      out.push_back(static_cast<char>(high * 16 + low));
      at += 2;
    } else {
      out.push_back(text[at] == '+' ? ' ' : text[at]);
    }
  }
  return out;
}

}  // namespace

std::string line_of(const web_request& request) { return request.method + ' ' + request.host + request.path; }

web_reply reply_json(unsigned status, const boost::json::value& body) {
  return {.status = status, .type = "application/json", .body = boost::json::serialize(body), .etag = {}};
}

web_reply reply_error(unsigned status, int code, std::string_view message) {
  return {.status = status,
          .type = "application/json",
          .body = twilio::write_rest_error(
              {.code = code, .message = std::string{message}, .status = static_cast<int>(status)}),
          .etag = {}};
}

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const auto slash = path.find('/');
    if (const auto part = path.substr(0, slash); !part.empty()) parts.push_back(part);
    path = slash == std::string_view::npos ? std::string_view{} : path.substr(slash + 1);
  }
  return parts;
}

boost::json::object form_object(std::string_view form) {
  boost::json::object fields;
  while (!form.empty()) {
    const auto end = form.find('&');
    const auto pair = form.substr(0, end);
    const auto equals = pair.find('=');
    const auto value = equals == std::string_view::npos ? std::string_view{} : pair.substr(equals + 1);
    if (!pair.empty()) fields[decode(pair.substr(0, equals))] = decode(value);
    form = end == std::string_view::npos ? std::string_view{} : form.substr(end + 1);
  }
  return fields;
}

std::optional<std::string> form_field(std::string_view form, std::string_view name) {
  const auto fields = form_object(form);
  const auto* value = fields.if_contains(name);
  if (!value) return std::nullopt;
  return std::string{value->as_string()};
}

}  // namespace flex_video::sandbox
