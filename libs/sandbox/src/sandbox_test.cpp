#include "flex_video/sandbox/sandbox.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/router.hpp"
#include "flex_video/sandbox/errc.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

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

TEST_F(sandbox_test, answers_servers_in_its_own_process) {
  net::event_loop loop;
  net::router routes;
  auto with_caller = options();
  with_caller.rest_callers = {{"SKcaller", base::secret{"word"}}};
  sandbox made{with_caller};
  made.register_routes(routes, loop);
  const auto conversation = made.seed_demo();
  rest_call call{.method = "GET",
                 .host = "conversations.twilio.com",
                 .path = "/v1/Conversations/" + conversation.str() + "/Messages",
                 .query = "PageSize=1",
                 .body = {},
                 .authorization = "Basic U0tjYWxsZXI6d29yZA=="};
  const auto reply = made.answer(call);
  EXPECT_EQ(reply.status, 200u);
  EXPECT_NE(reply.body.find("router"), std::string::npos);
  call.authorization.clear();
  EXPECT_EQ(made.answer(call).status, 401u);
}

TEST(errc, has_words_for_every_refusal) {
  for (int value = 1; value <= static_cast<int>(errc::malformed_packet); ++value)
    EXPECT_NE(make_error_code(static_cast<errc>(value)).message(), "unknown") << value;
}

}  // namespace
}  // namespace flex_video::sandbox
