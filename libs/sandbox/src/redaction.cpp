#include "redaction.hpp"

#include "json_reading.hpp"
#include "web_message.hpp"

#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

namespace flex_video::sandbox {
namespace {

/// Deeper texts in texts are none of an API's.
constexpr int most_depth = 8;

std::string redact_at(std::string_view text, int depth);

bool names_a_secret(std::string_view name) {
  std::string lower{name};
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  constexpr std::array<std::string_view, 6> words{"token",         "secret",     "password",
                                                  "authorization", "credential", "jwe"};
  // how long a token lives, and what its text is to be called, admit nobody
  for (const std::string_view harmless : {"token_lifetime", "page_token", "pagetoken", "next_token",
                                          "previous_token", "continuation_token_status"})
    if (lower == harmless) return false;
  return std::ranges::any_of(words,
                             [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

bool is_of_token(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' || c == '+' ||
         c == '/' || c == '=';
}
bool is_of_code(char c) { return std::isalnum(static_cast<unsigned char>(c)); }

/// What begins a secret, how its characters look, and what of its beginning may stay.
struct pattern {
  std::string_view begin;
  bool (*goes_on)(char);
  std::size_t least;  ///< characters after `begin`; what is shorter is a word of the language
  std::string_view kept;
};
constexpr std::array<pattern, 5> patterns{{{"eyJ", is_of_token, 8, ""},
                                           {"sandbox.", is_of_token, 16, ""},
                                           {"/j/", is_of_code, 16, "/j/"},
                                           {"Bearer ", is_of_token, 4, "Bearer "},
                                           {"Basic ", is_of_token, 8, "Basic "}}};

/// Of an invite's code, which stands alone where a template is filled in. SIDs are 34 characters long.
constexpr std::size_t code_length = 52;

std::size_t length_of_code(std::string_view text, char before) {
  if (is_of_code(before)) return 0;
  const auto length = static_cast<std::size_t>(std::ranges::find_if_not(text, is_of_code) - text.begin());
  return length >= code_length ? length : 0;
}

std::string redact_words(std::string_view text) {
  std::string shown;
  char before = ' ';
  while (!text.empty()) {
    std::size_t taken = 0;
    for (const auto& [begin, goes_on, least, kept] : patterns) {
      if (!text.starts_with(begin)) continue;
      const auto rest = text.substr(begin.size());
      const auto length = static_cast<std::size_t>(std::ranges::find_if_not(rest, goes_on) - rest.begin());
      if (length < least) continue;
      taken = begin.size() + length;
      shown.append(kept).append(redacted);
      break;
    }
    if (taken == 0) {
      taken = length_of_code(text, before);
      if (taken > 0) shown.append(redacted);
    }
    if (taken == 0) shown += text[taken++];
    before = text[taken - 1];
    text.remove_prefix(taken);
  }
  return shown;
}

json::object redact_members(const json::object& members, int depth);

void redact_value(json::value& value, int depth) {
  if (auto* text = value.if_string()) {
    value = redact_at(*text, depth + 1);
  } else if (auto* list = value.if_array()) {
    for (auto& one : *list) redact_value(one, depth);
  } else if (auto* object = value.if_object()) {
    *object = redact_members(*object, depth);
  }
}

json::object redact_members(const json::object& members, int depth) {
  json::object shown;
  for (const auto& [name, value] : members) {
    auto& kept = shown[redact_words(name)] = value;
    // a number or a flag of such a name says how much or whether, and admits nobody
    const bool holds_text = value.is_string() || value.is_structured();
    if (holds_text && names_a_secret(name))
      kept = redacted;
    else
      redact_value(kept, depth);
  }
  return shown;
}

/// A form has no blank in it, and every field of it a name.
bool is_form(std::string_view text) {
  return text.find('=') != std::string_view::npos && text.find('=') != 0 &&
         text.find_first_of(" \r\n\t{\"<") == std::string_view::npos;
}

std::string redact_form(std::string_view form, int depth) {
  std::string shown;
  while (true) {
    const auto end = std::min(form.find('&'), form.size());
    const auto field = form.substr(0, end);
    // decoded, or a name could hide in percent signs
    for (const auto& [name, value] : form_object(field)) {
      const std::string_view text = value.get_string();
      shown.append(redact_words(name)).append("=");
      shown += names_a_secret(name) ? std::string{redacted} : redact_at(text, depth + 1);
    }
    if (end == form.size()) return shown;
    shown += '&';
    form.remove_prefix(end + 1);
  }
}

std::string redact_at(std::string_view text, int depth) {
  if (depth > most_depth) return std::string{redacted};
  const auto first = text.find_first_not_of(" \r\n\t");
  if (first != std::string_view::npos && (text[first] == '{' || text[first] == '[')) {
    auto value = read_json(text);
    // a message may begin with a bracket, too, but a body does not
    if (!value && depth > 0) return redact_words(text);
    if (!value) return "(no JSON, " + std::to_string(text.size()) + " bytes)";
    redact_value(*value, depth);
    return json::serialize(*value);
  }
  return is_form(text) ? redact_form(text, depth) : redact_words(text);
}

}  // namespace

std::string redact(std::string_view text) { return redact_at(text, 0); }

}  // namespace flex_video::sandbox
