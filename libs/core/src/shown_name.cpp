#include "shown_name.hpp"

namespace flex_video::core {
namespace {

constexpr std::size_t most_name_characters = 100;

/// How many bytes the first character of `text` has.
std::size_t width(std::string_view text) {
  std::size_t bytes = 1;
  while (bytes < text.size() && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U) ++bytes;
  return bytes;
}

/// C0, DEL and C1.
bool is_control(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first < 0x20 || first == 0x7f;
  return first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0;
}

}  // namespace

std::string shown_name(std::string_view given, std::string_view fallback) {
  auto shown = shown_text(given, most_name_characters);
  return shown.empty() ? std::string{fallback} : shown;
}

std::string shown_text(std::string_view given, std::size_t most_characters) {
  std::string shown;
  for (std::size_t characters = 0; !given.empty() && characters < most_characters;) {
    const auto character = given.substr(0, width(given));
    given.remove_prefix(character.size());
    if (is_control(character)) continue;
    shown += character;
    ++characters;
  }
  return shown;
}

}  // namespace flex_video::core
