#include "doctor/turn_message.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

namespace flex_video::app::doctor {
namespace {

constexpr transaction_id id{std::byte{1}, std::byte{2}, std::byte{3}};

std::string hex(std::string_view bytes) { return base::to_hex(std::as_bytes(std::span{bytes})); }

/// An answer of that type to `id`, with these attributes.
std::string message(std::string_view type, std::string_view attributes) {
  std::string made{type};
  made.push_back('\0');
  made.push_back(static_cast<char>(attributes.size()));
  made.append("\x21\x12\xa4\x42", 4).append("\x01\x02\x03\0\0\0\0\0\0\0\0\0", 12).append(attributes);
  return made;
}

const std::string failed{"\x01\x13", 2}, succeeded{"\x01\x03", 2};
const std::string unauthorized{
    "\0\x09\0\x04\0\0\x04\x01\0\x14\0\x02hm\0\0\0\x15\0\x03"
    "abc\0",
    24};

TEST(turn_message, asks_for_an_address) {
  EXPECT_EQ(hex(write_allocate(id)),
            "000300082112a442010203000000000000000000"
            "0019000411000000");
}

TEST(turn_message, is_signed_over_all_that_comes_before_the_signature) {
  const auto text = write_allocate(id, {"hm", "abc"}, {"u", base::secret{"p"}});
  // 20 of the header, 8 of the transport, 8 each of user, realm and nonce, 24 of the signature
  ASSERT_EQ(text.size(), 76u);
  EXPECT_EQ(turn_message_size(text), 76u);
  EXPECT_EQ(hex(text.substr(0, 4)), "00030038");
  EXPECT_EQ(hex(text.substr(52, 4)), "00080014");
  EXPECT_NE(write_allocate(id, {"hm", "abc"}, {"u", base::secret{"q"}}).substr(56), text.substr(56));
}

TEST(turn_message, is_read_as_a_challenge_or_a_success) {
  const auto challenged = read_turn_answer(message(failed, unauthorized), id);
  ASSERT_TRUE(challenged);
  EXPECT_FALSE(challenged->allocated);
  EXPECT_EQ(challenged->error, 401u);
  EXPECT_EQ(challenged->challenge.realm, "hm");
  EXPECT_EQ(challenged->challenge.nonce, "abc");
  EXPECT_TRUE(read_turn_answer(message(succeeded, ""), id)->allocated);
}

TEST(turn_message, is_no_answer_if_it_is_cut_or_foreign_or_another_s) {
  const auto whole = message(failed, unauthorized);
  for (std::size_t size = 0; size < whole.size(); ++size)
    EXPECT_FALSE(read_turn_answer(std::string_view{whole}.substr(0, size), id)) << size;
  EXPECT_FALSE(read_turn_answer("HTTP/1.1 400 Bad Request\r\n\r\n", id));
  EXPECT_FALSE(read_turn_answer(whole, transaction_id{}));
  EXPECT_FALSE(read_turn_answer(message(std::string{"\x01\x01", 2}, ""), id)) << "to a Binding request";
  auto lying = whole;
  lying[23] = '\x7f';
  EXPECT_FALSE(read_turn_answer(lying, id)) << "an attribute longer than the message";
}

}  // namespace
}  // namespace flex_video::app::doctor
