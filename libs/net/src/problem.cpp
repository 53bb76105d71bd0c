#include "flex_video/net/http.hpp"

#include <cstdio>
#include <string>

namespace flex_video::net {
namespace {

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    } else {
      out += c;
    }
  }
  out += '"';
}

response typed(unsigned status, const char* type, std::string body) {
  response answer;
  answer.status = status;
  answer.body = std::move(body);
  answer.headers.emplace_back("Content-Type", type);
  return answer;
}

}  // namespace

response json(unsigned status, std::string body) {
  return typed(status, "application/json", std::move(body));
}

response text(unsigned status, std::string body) {
  return typed(status, "text/plain; charset=utf-8", std::move(body));
}

response redirect(std::string location, unsigned status) {
  response answer;
  answer.status = status;
  answer.headers.emplace_back("Location", std::move(location));
  return answer;
}

response problem(unsigned status, std::string_view code, std::string_view title) {
  std::string body = R"({"type":"about:blank","title":)";
  append_json_string(body, title);
  body += ",\"status\":" + std::to_string(status) + ",\"code\":";
  append_json_string(body, code);
  body += '}';
  return typed(status, "application/problem+json", std::move(body));
}

}  // namespace flex_video::net
