#include "agent_gate.hpp"

#include "fake_ports.hpp"

#include "flex_video/wire/errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

class gate : public testing::Test {
 protected:
  gate() { identity_.users.emplace("good", core::samples::user()); }

  base::result<agent_gate::user> authenticate(std::string_view authorization) {
    net::request request;
    request.headers.push_back({"Authorization", authorization});
    return gate_.authenticate(request);
  }

  fakes::identity identity_;
  base::manual_clock clock_{core::samples::noon};
  base::counting_random random_;
  metrics counts_;
  turnstile turnstile_{{.address = {.burst = 3, .per_minute = 60}}, clock_, counts_};
  agent_gate gate_{identity_, clock_, random_, turnstile_};
};

TEST_F(gate, lets_in_with_a_bearer_token_in_any_case_of_the_scheme) {
  for (const auto* value : {"Bearer good", "bearer good", "BEARER  good"}) {
    const auto user = authenticate(value);
    ASSERT_TRUE(user) << value;
    EXPECT_EQ((*user)->worker, core::samples::ada);
  }
}

TEST_F(gate, asks_iam_again_after_five_minutes) {
  EXPECT_TRUE(authenticate("Bearer good"));
  clock_.advance(std::chrono::minutes{5} - std::chrono::milliseconds{1});
  EXPECT_TRUE(authenticate("Bearer good"));
  EXPECT_EQ(identity_.calls, 1);
  clock_.advance(std::chrono::milliseconds{1});
  EXPECT_TRUE(authenticate("Bearer good"));
  EXPECT_EQ(identity_.calls, 2);
}

TEST_F(gate, fails_closed_when_a_revoked_token_is_asked_for_again) {
  EXPECT_TRUE(authenticate("Bearer good"));
  identity_.users.clear();
  clock_.advance(std::chrono::minutes{5});
  EXPECT_EQ(authenticate("Bearer good").error().code, core::identity_errc::invalid);
}

TEST_F(gate, remembers_no_refusal) {
  identity_.refusal = core::identity_errc::unavailable;
  EXPECT_EQ(authenticate("Bearer good").error().code, core::identity_errc::unavailable);
  identity_.refusal.reset();
  EXPECT_TRUE(authenticate("Bearer good"));
}

TEST_F(gate, does_not_ask_iam_about_what_can_be_no_token) {
  EXPECT_EQ(authenticate("").error().code, wire::errc::flex_token_missing);
  EXPECT_EQ(authenticate("Bearer").error().code, wire::errc::flex_token_missing);
  EXPECT_EQ(authenticate("Bearergood").error().code, wire::errc::flex_token_missing);
  EXPECT_EQ(gate_.validate(std::string(8 * 1024 + 1, 'x')).error().code, core::identity_errc::invalid);
  EXPECT_EQ(identity_.calls, 0);
}

}  // namespace
}  // namespace flex_video::server
