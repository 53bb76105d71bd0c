#include "log_line.hpp"

#include "flex_video/core/invite_code.hpp"

#include <algorithm>

namespace flex_video::app {
namespace {

unsigned char byte_of(char c) { return static_cast<unsigned char>(c); }

/// What codes, access tokens and Base64 are written with. Not '/', which would make one word of a path.
bool belongs_to_credentials(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view{"-_.+="}.find(c) != std::string_view::npos;
}

std::string without_credentials(std::string_view text) {
  std::string shown;
  while (!text.empty()) {
    const auto run =
        static_cast<std::size_t>(std::ranges::find_if_not(text, belongs_to_credentials) - text.begin());
    if (run >= core::invite_code_length) {
      shown += '*';
    } else {
      shown += text.substr(0, run);
    }
    if (run < text.size()) shown += text[run];
    text.remove_prefix(std::min(run + 1, text.size()));
  }
  return shown;
}

/// How many bytes the well-formed character at the front takes (Unicode table 3-7); 0 if it is none.
std::size_t character_length(std::string_view text) {
  const auto first = byte_of(text.front());
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (text.size() < length) return 0;
  // The second byte's range rules out longer forms than needed, surrogates, and what lies beyond U+10FFFF.
  const unsigned least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const unsigned most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (byte_of(text[1]) < least || byte_of(text[1]) > most) return 0;
  const auto follows = [](char c) { return (byte_of(c) & 0xc0) == 0x80; };
  return std::ranges::all_of(text.substr(2, length - 2), follows) ? length : 0;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else if (c == '\n') {
    out += "\\n";
  } else if (byte_of(c) < 0x20) {
    out += "\\u00";
    out += digits[byte_of(c) >> 4];
    out += digits[byte_of(c) & 15];
  } else {
    out += c;
  }
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const auto length = character_length(text);
    if (length == 1) {
      append_escaped(out, text.front());
    } else if (length == 0) {
      out += "\\ufffd";
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

}  // namespace

log_line& log_line::add(std::string_view name, std::string_view text) {
  open(name);
  append_quoted(members_, without_credentials(text));
  return *this;
}

log_line& log_line::add_literal(std::string_view name, std::string_view literal) {
  open(name);
  members_ += literal;
  return *this;
}

void log_line::open(std::string_view name) {
  if (!members_.empty()) members_ += ',';
  append_quoted(members_, name);
  members_ += ':';
}

}  // namespace flex_video::app
