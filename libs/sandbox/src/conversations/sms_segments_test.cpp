#include "conversations/sms_segments.hpp"

#include <gtest/gtest.h>

#include <string>

namespace flex_video::sandbox {
namespace {

constexpr auto gsm7 = sms_encoding::gsm7;
constexpr auto ucs2 = sms_encoding::ucs2;

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  while (count-- > 0) all += text;
  return all;
}

struct row {
  std::string what;
  std::string text;
  sms_size size;
};

class sms_segments : public testing::TestWithParam<row> {};

TEST_P(sms_segments, are_counted) {
  const auto& [what, text, expected] = GetParam();
  const auto size = size_as_sms(text);
  EXPECT_EQ(size.encoding, expected.encoding) << what;
  EXPECT_EQ(size.units, expected.units) << what;
  EXPECT_EQ(size.segments, expected.segments) << what;
  EXPECT_EQ(size.room, expected.room) << what;
}

INSTANTIATE_TEST_SUITE_P(
    of, sms_segments,
    testing::Values(row{"nothing", "", {gsm7, 0, 0, 0}}, row{"one letter", "a", {gsm7, 1, 1, 160}},
                    row{"all of one", times(160, "a"), {gsm7, 160, 1, 160}},
                    row{"one more", times(161, "a"), {gsm7, 161, 2, 306}},
                    row{"all of two", times(306, "a"), {gsm7, 306, 2, 306}},
                    row{"a third", times(307, "a"), {gsm7, 307, 3, 459}},
                    row{"letters of GSM-7 beyond ASCII", "äöñüàèéùìòÇØøÅåÆæßÉΔΦΓ¤¿", {gsm7, 24, 1, 160}},
                    row{"line breaks", "a\r\nb", {gsm7, 4, 1, 160}},
                    row{"the extension table counts twice", "[€]", {gsm7, 6, 1, 160}},
                    row{"80 of them fill one", times(80, "€"), {gsm7, 160, 1, 160}},
                    row{"none is cut in two", times(152, "a") + "€" + times(10, "a"), {gsm7, 164, 2, 306}},
                    row{"which may cost a segment", times(152, "a") + times(77, "€"), {gsm7, 306, 3, 459}},
                    row{"a grave accent is not in it", "`", {ucs2, 1, 1, 70}},
                    row{"nor a cedilla in lower case", "ça va", {ucs2, 5, 1, 70}},
                    row{"nor a typographic apostrophe", "it’s", {ucs2, 4, 1, 70}},
                    row{"all of one in UCS-2", times(70, "あ"), {ucs2, 70, 1, 70}},
                    row{"one more in UCS-2", times(71, "あ"), {ucs2, 71, 2, 134}},
                    row{"all of two in UCS-2", times(134, "ع"), {ucs2, 134, 2, 134}},
                    row{"a third in UCS-2", times(135, "ع"), {ucs2, 135, 3, 201}},
                    row{"an emoji is two units", "😀", {ucs2, 2, 1, 70}},
                    row{"and is not cut", times(66, "あ") + "😀" + times(66, "あ"), {ucs2, 134, 3, 201}},
                    row{"GSM-7's doubles are single there", "[€]あ", {ucs2, 4, 1, 70}},
                    row{"a broken character, each byte", "a\xe3\x81", {ucs2, 3, 1, 70}},
                    row{"an overlong one", "\xc0\xaf", {ucs2, 2, 1, 70}},
                    row{"half a surrogate pair", "\xed\xa0\x80", {ucs2, 3, 1, 70}},
                    row{"beyond Unicode", "\xf4\x90\x80\x80", {ucs2, 4, 1, 70}},
                    row{"a zero", std::string(1, '\0'), {ucs2, 1, 1, 70}}));

}  // namespace
}  // namespace flex_video::sandbox
