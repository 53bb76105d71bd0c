#include "signalling/json_writer.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace flex_video::rooms {
namespace {

bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

void append_escape(std::string& to, char c) {
  constexpr std::string_view named = "\"\\\b\f\n\r\t";
  constexpr std::string_view names = "\"\\bfnrt";
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  to.push_back('\\');
  if (const auto name = named.find(c); name != std::string_view::npos)
    to.push_back(names[name]);
  else
    to.append({'u', '0', '0', digits[byte >> 4], digits[byte & 0xF]});
}

void append_escaped(std::string& to, std::string_view utf8) {
  while (!utf8.empty()) {
    const auto plain = static_cast<std::size_t>(std::ranges::find_if(utf8, needs_escape) - utf8.begin());
    to.append(utf8.substr(0, plain));
    if (plain == utf8.size()) return;
    append_escape(to, utf8[plain]);
    utf8.remove_prefix(plain + 1);
  }
}

}  // namespace

std::string escape_json(std::string_view utf8) {
  std::string escaped;
  append_escaped(escaped, utf8);
  return escaped;
}

void json_writer::key(std::string_view name) {
  separate();
  out_.push_back('"');
  out_.append(name).append("\":");
  first_ = true;
}

void json_writer::text(std::string_view utf8) {
  separate();
  out_.push_back('"');
  append_escaped(out_, utf8);
  out_.push_back('"');
  first_ = false;
}

void json_writer::raw_text(std::string_view escaped) {
  separate();
  out_.push_back('"');
  out_.append(escaped).push_back('"');
  first_ = false;
}

void json_writer::number(double value) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  raw({digits.data(), end});
}

void json_writer::separate() {
  if (!first_) out_.push_back(',');
}

void json_writer::open(char bracket) {
  separate();
  out_.push_back(bracket);
  first_ = true;
}

void json_writer::close(char bracket) {
  out_.push_back(bracket);
  first_ = false;
}

void json_writer::raw(std::string_view value) {
  separate();
  out_.append(value);
  first_ = false;
}

}  // namespace flex_video::rooms
