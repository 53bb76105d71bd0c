#include "flex_video/net/http.hpp"

#include "ascii.hpp"

#include <algorithm>

namespace flex_video::net {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  c = to_lower(c);
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

}  // namespace

std::string_view request::header(std::string_view name) const {
  const auto found =
      std::ranges::find_if(headers, [&](const auto& header) { return iequals(header.name, name); });
  return found == headers.end() ? std::string_view{} : found->value;
}

std::string_view request::parameter(std::string_view name) const {
  const auto found =
      std::ranges::find_if(parameters, [&](const auto& parameter) { return parameter.first == name; });
  return found == parameters.end() ? std::string_view{} : std::string_view{found->second};
}

std::optional<std::string_view> request::cookie(std::string_view name) const {
  for (const auto& header : headers) {
    if (!iequals(header.name, "cookie")) continue;
    for (auto rest = header.value; !rest.empty();) {
      auto value = trim(take_until(rest, ';'));
      const auto equals = value.find('=');
      if (equals != std::string_view::npos && value.substr(0, equals) == name)
        return value.substr(equals + 1);
    }
  }
  return std::nullopt;
}

std::string request::content_type() const {
  auto value = header("content-type");
  std::string type{trim(take_until(value, ';'))};
  std::ranges::transform(type, type.begin(), to_lower);
  return type;
}

std::optional<std::string> form_value(std::string_view form, std::string_view name) {
  while (!form.empty()) {
    auto value = take_until(form, '&');
    const auto key = percent_decode(take_until(value, '='), true);
    if (key == name) return percent_decode(value, true);
  }
  return std::nullopt;
}

std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      decoded += ' ';
    } else if (text[i] != '%') {
      decoded += text[i];
    } else {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_digit(text[i + 1]);
      const int low = hex_digit(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    }
  }
  return decoded;
}

}  // namespace flex_video::net
