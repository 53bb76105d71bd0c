#pragma once

#include <string>
#include <string_view>

namespace flex_video::core {

/// The chat message that carries a customer's link, in the language of `locale` (BCP 47; English for one we
/// do not have, or none). Written in the GSM 03.38 alphabet, and short enough for one SMS of 160 characters
/// when the link is `https://`, a host of 30 characters, and /j/<code>.
std::string invitation_text(std::string_view locale, std::string_view link);

}  // namespace flex_video::core
