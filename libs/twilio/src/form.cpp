#include "flex_video/twilio/form.hpp"

#include "flex_video/base/error_category.hpp"

#include <algorithm>
#include <optional>

namespace flex_video::twilio {
namespace {

constexpr char category_name[] = "twilio.form";

const char* describe(int value) {
  return static_cast<form_errc>(value) == form_errc::too_many_parameters ? "the form has too many parameters"
                                                                         : "not a form";
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::optional<std::string> decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at] == '+' ? ' ' : text[at];
      continue;
    }
    if (text.size() - at < 3) return std::nullopt;
    const int high = hex_digit(text[at + 1]);
    const int low = hex_digit(text[at + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return out;
}

/// What stands before the next `end`, and cuts both off.
std::string_view take_until(std::string_view& rest, char end) {
  const auto part = rest.substr(0, rest.find(end));
  rest.remove_prefix(std::min(rest.size(), part.size() + 1));
  return part;
}

/// RFC 3986 section 2.3
bool is_unreserved(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         std::string_view{"-._~"}.contains(c);
}

}  // namespace

std::error_code make_error_code(form_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

base::result<form> parse_form(std::string_view text) {
  form parsed;
  while (!text.empty()) {
    auto rest = take_until(text, '&');
    if (rest.empty()) continue;
    if (parsed.size() == most_form_parameters) return base::fail(form_errc::too_many_parameters);
    auto name = decode(take_until(rest, '='));
    auto value = decode(rest);
    if (!name || !value) return base::fail(form_errc::malformed);
    parsed.push_back({std::move(*name), std::move(*value)});
  }
  return parsed;
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    out += '%';
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string write_form(std::span<const form_parameter> parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) {
    if (!out.empty()) out += '&';
    out += percent_encode(name) + '=' + percent_encode(value);
  }
  return out;
}

std::string_view form_value(const form& parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &form_parameter::name);
  return found == parameters.end() ? std::string_view{} : found->value;
}

}  // namespace flex_video::twilio
