#include "flex_video/core/invitation.hpp"

#include "flex_video/core/invite_code.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace flex_video::core {
namespace {

/// The characters of the GSM 03.38 default alphabet that a text can hold in one septet each, beyond these of
/// ASCII.
constexpr std::string_view gsm_ascii =
    "@$_ !\"#%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view gsm_others[] = {"è", "é", "ù", "ì", "ò", "Ç", "Ø", "ø", "Å", "å", "Æ", "æ",
                                           "ß", "É", "Ä", "Ö", "Ñ", "Ü", "§", "ä", "ö", "ñ", "ü", "à"};

/// How many septets `text` takes, or -1 if it does not fit the alphabet.
int gsm_septets(std::string_view text) {
  int count = 0;
  for (; !text.empty(); ++count) {
    const auto other =
        std::ranges::find_if(gsm_others, [&](auto letter) { return text.starts_with(letter); });
    if (other != std::end(gsm_others)) {
      text.remove_prefix(other->size());
    } else if (gsm_ascii.find(text.front()) != std::string_view::npos) {
      text.remove_prefix(1);
    } else {
      return -1;
    }
  }
  return count;
}

/// How many 16-bit units `text`, which is UTF-8, takes in UCS-2.
std::size_t ucs2_units(std::string_view text) {
  std::size_t count = 0;
  for (const auto byte : text) {
    const auto value = static_cast<unsigned char>(byte);
    const bool continues = (value & 0xC0U) == 0x80;
    count += continues ? 0 : value >= 0xF0 ? 2 : 1;
  }
  return count;
}

std::string longest_link() {
  return "https://" + std::string(30, 'h') + "/j/" + std::string(invite_code_length, 'c');
}

TEST(invitation, fits_one_sms_in_every_language) {
  for (const auto* locale : {"en", "es", "pt", "fr", "de", "it"}) {
    const auto septets = gsm_septets(invitation_text(locale, longest_link()));
    EXPECT_GT(septets, 0) << locale;
    EXPECT_LE(septets, 160) << locale;
  }
}

TEST(invitation, fits_two_sms_in_the_languages_that_gsm_cannot_write) {
  for (const auto* locale : {"ar", "ja"}) {
    const auto text = invitation_text(locale, longest_link());
    EXPECT_EQ(gsm_septets(text), -1) << locale;
    EXPECT_LE(ucs2_units(text), 2 * 67U) << locale;
    EXPECT_NE(text, invitation_text("en", longest_link())) << locale;
  }
}

TEST(invitation, ends_with_the_link) {
  EXPECT_TRUE(invitation_text("fr", longest_link()).ends_with(longest_link()));
}

TEST(invitation, chooses_by_the_language_of_the_locale) {
  EXPECT_EQ(invitation_text("en-US", "L"), "Join me on a secure video call: L");
  EXPECT_EQ(invitation_text("de-AT", "L"), invitation_text("de", "L"));
  EXPECT_EQ(invitation_text("PT_br", "L"), invitation_text("pt", "L"));
  EXPECT_NE(invitation_text("pt", "L"), invitation_text("es", "L"));
}

TEST(invitation, falls_back_to_english) {
  for (const auto* locale : {"", "nl-NL", "d", "deu", "-de"}) {
    EXPECT_EQ(invitation_text(locale, "L"), invitation_text("en", "L")) << locale;
  }
}

}  // namespace
}  // namespace flex_video::core
