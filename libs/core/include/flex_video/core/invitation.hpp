#pragma once

#include <string>
#include <string_view>

namespace flex_video::core {

/// The chat message that carries a customer's link, in the language of `locale` (BCP 47; English for one we
/// do not have, or none). When the link is `https://`, a host of 30 characters, and /j/<code>, it is short
/// enough for one SMS: of 160 characters of the GSM 03.38 alphabet (Twilio, "What is GSM-7 character
/// encoding?"); in Arabic and Japanese, which that cannot write, for one of two segments of 67 in UCS-2.
std::string invitation_text(std::string_view locale, std::string_view link);

}  // namespace flex_video::core
