#include "json_text.hpp"

namespace flex_video::wire {
namespace {

bool stands_for_itself(char c) {
  return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\' && c != '<';
}

void append_escaped(std::string& out, char c) {
  constexpr char digits[] = "0123456789abcdef";
  if (c == '"' || c == '\\') {
    out += '\\';
    out += c;
  } else {
    const auto value = static_cast<unsigned char>(c);
    out += "\\u00";
    out += digits[value >> 4];
    out += digits[value & 0x0f];
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  std::size_t written = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (stands_for_itself(text[i])) continue;
    out.append(text, written, i - written);
    append_escaped(out, text[i]);
    written = i + 1;
  }
  out.append(text, written);
  out += '"';
}

}  // namespace flex_video::wire
