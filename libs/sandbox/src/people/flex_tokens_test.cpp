#include "people/flex_tokens.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

using std::chrono::seconds;

class flex_tokens_test : public testing::Test {
 protected:
  base::counting_random random;
  base::manual_clock clock;
  flex_tokens tokens{random};
};

TEST_F(flex_tokens_test, says_whose_token_it_is_and_until_when) {
  const auto token = tokens.issue("ada", clock.now() + seconds{60});
  const auto claims = tokens.verify(token, clock.now());
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->identity, "ada");
  EXPECT_EQ(claims->expires_at, clock.now() + seconds{60});
}

TEST_F(flex_tokens_test, tells_an_expired_token_from_a_forged_one) {
  const auto token = tokens.issue("ada", clock.now() + seconds{60});
  clock.advance(seconds{59});
  EXPECT_TRUE(tokens.verify(token, clock.now()));
  clock.advance(seconds{1});
  EXPECT_EQ(tokens.verify(token, clock.now()).error().code, errc::token_expired);
}

TEST_F(flex_tokens_test, refuses_every_changed_character) {
  const auto token = tokens.issue("ada", clock.now() + seconds{60});
  for (std::size_t i = 0; i < token.size(); ++i) {
    auto forged = token;
    forged[i] = forged[i] == 'x' ? 'y' : 'x';
    EXPECT_EQ(tokens.verify(forged, clock.now()).error().code, errc::token_invalid) << forged;
  }
}

TEST_F(flex_tokens_test, refuses_a_longer_life_written_into_an_expired_token) {
  const auto expired = tokens.issue("ada", clock.now() - seconds{60});
  auto forged = expired;
  forged.replace(expired.find('.', 8) + 1, 10, std::to_string(base::unix_seconds(clock.now()) + 60));
  EXPECT_EQ(tokens.verify(forged, clock.now()).error().code, errc::token_invalid);
}

TEST_F(flex_tokens_test, refuses_what_is_no_token_at_all) {
  for (const auto* text :
       {"", ".", "sandbox", "sandbox.", "sandbox..", "sandbox.ada.1", "sandbox.ada.99999999999.", "a.b.c.d"})
    EXPECT_EQ(tokens.verify(text, clock.now()).error().code, errc::token_invalid) << text;
}

TEST_F(flex_tokens_test, refuses_the_token_of_another_process) {
  flex_tokens other{random};
  const auto token = other.issue("ada", clock.now() + seconds{60});
  EXPECT_EQ(tokens.verify(token, clock.now()).error().code, errc::token_invalid);
}

}  // namespace
}  // namespace flex_video::sandbox
