#include "conversations/sms_segments.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace flex_video::sandbox {
namespace {

constexpr char32_t replacement = 0xfffd;
constexpr char32_t beyond_one_unit = 0x10000;

constexpr std::u32string_view basic_characters =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    U"¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view extended_characters = U"\f^{}\\[~]|€";

/// Takes the next character off the front of `text`, which is not empty.
char32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto lead = byte(0);
  const std::size_t length = lead < 0x80         ? 1
                             : lead >> 5 == 0x6  ? 2
                             : lead >> 4 == 0xe  ? 3
                             : lead >> 3 == 0x1e ? 4
                                                 : 0;
  char32_t character = length == 1 ? lead : lead & (0x7fu >> length);
  bool good = length != 0 && length <= text.size();
  for (std::size_t at = 1; good && at < length; ++at) {
    good = byte(at) >> 6 == 0x2;
    character = character << 6 | (byte(at) & 0x3fu);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  good = good && character >= least[length] && character <= 0x10ffff &&
         !(character >= 0xd800 && character <= 0xdfff);
  text.remove_prefix(good ? length : 1);
  return good ? character : replacement;
}

std::size_t units_of(char32_t character, sms_encoding encoding) {
  const bool two =
      encoding == sms_encoding::gsm7 ? extended_characters.contains(character) : character >= beyond_one_unit;
  return two ? 2 : 1;
}

/// How many segments it takes when none may hold more than `most` units and no character is cut.
std::size_t segments_of(const std::u32string& characters, sms_encoding encoding, std::size_t most) {
  std::size_t segments = 1, used = 0;
  for (const auto character : characters) {
    const auto units = units_of(character, encoding);
    if (used + units > most) {
      ++segments;
      used = 0;
    }
    used += units;
  }
  return segments;
}

}  // namespace

std::string_view to_text(sms_encoding encoding) { return encoding == sms_encoding::gsm7 ? "GSM-7" : "UCS-2"; }

sms_size size_as_sms(std::string_view text) {
  std::u32string characters;
  while (!text.empty()) characters.push_back(take_character(text));
  const bool plain = std::ranges::all_of(characters, [](char32_t one) {
    return basic_characters.contains(one) || extended_characters.contains(one);
  });
  const auto encoding = plain ? sms_encoding::gsm7 : sms_encoding::ucs2;
  const std::size_t alone = plain ? 160 : 70, together = plain ? 153 : 67;
  std::size_t units = 0;
  for (const auto character : characters) units += units_of(character, encoding);
  if (units == 0) return {.encoding = encoding, .units = 0, .segments = 0, .room = 0};
  if (units <= alone) return {.encoding = encoding, .units = units, .segments = 1, .room = alone};
  const auto segments = segments_of(characters, encoding, together);
  return {.encoding = encoding, .units = units, .segments = segments, .room = segments * together};
}

}  // namespace flex_video::sandbox
