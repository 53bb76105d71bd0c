#pragma once

#include <cstddef>
#include <string_view>

namespace flex_video::sandbox {

/// The two alphabets that an SMS can be written in.
enum class sms_encoding {
  gsm7,  ///< 3GPP TS 23.038 section 6.2.1, with its extension table
  ucs2   ///< UTF-16 in practice; one character outside of GSM-7 puts the whole message into it
};
/// "GSM-7" or "UCS-2", as Twilio's console writes it.
std::string_view to_text(sms_encoding encoding);

/// How a carrier sends, and charges, a text.
struct sms_size {
  sms_encoding encoding;
  std::size_t
      units;  ///< septets in GSM-7, of which the extension table's characters take two; UTF-16 units in UCS-2
  std::size_t segments;  ///< 0 for an empty text
  std::size_t room;  ///< units that its segments hold together: 160 or 70 in one, 153 or 67 in each of more

  friend bool operator==(const sms_size&, const sms_size&) = default;
};

/// Counts a UTF-8 text. No character is cut in two at the end of a segment, so a segment may stay short by
/// one unit. Each byte that is not UTF-8 counts as U+FFFD.
/// https://www.twilio.com/docs/glossary/what-sms-character-limit
sms_size size_as_sms(std::string_view text);

}  // namespace flex_video::sandbox
