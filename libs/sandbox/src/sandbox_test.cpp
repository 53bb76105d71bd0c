#include "flex_video/sandbox/sandbox.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

class sandbox_test : public testing::Test {
 protected:
  sandbox_options options(std::vector<staff_member> staff = {{"ada", "Ada Agent", {"agent"}}}) {
    return {.base_url = "http://127.0.0.1:8080",
            .account = std::nullopt,
            .rest_callers = {},
            .plugins = {},
            .staff = std::move(staff),
            .clock = clock,
            .random = random};
  }

  base::manual_clock clock;
  base::counting_random random;
};

TEST_F(sandbox_test, takes_the_account_it_is_given) {
  auto with_account = options();
  with_account.account = twilio::account_sid::parse("AC0123456789abcdef0123456789abcdef");
  EXPECT_EQ(sandbox{with_account}.account(), with_account.account);
}

TEST_F(sandbox_test, cannot_play_the_demo_without_ada) {
  sandbox without_ada{options({{"ben", "Ben Agent", {"agent"}}})};
  EXPECT_THROW(without_ada.seed_demo(), std::logic_error);
}

TEST_F(sandbox_test, finds_nothing_for_texts_that_are_no_sids) {
  sandbox made{options()};
  made.seed_demo();
  EXPECT_FALSE(made.find_reservation("", ""));
  EXPECT_FALSE(made.find_reservation("WT1", "WK1"));
}

TEST_F(sandbox_test, tells_forged_tokens) {
  sandbox made{options()};
  EXPECT_EQ(made.validate_flex_token("sandbox.ada.99999999999.AAAA").error().code, errc::token_invalid);
}

TEST(errc, has_words_for_every_refusal) {
  for (int value = 1; value <= static_cast<int>(errc::malformed_packet); ++value)
    EXPECT_NE(make_error_code(static_cast<errc>(value)).message(), "unknown") << value;
}

}  // namespace
}  // namespace flex_video::sandbox
