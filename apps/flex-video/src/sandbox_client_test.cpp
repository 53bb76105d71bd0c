#include "sandbox_client.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::app {
namespace {

class sandbox_client_test : public testing::Test {
 protected:
  sandbox_client_test() { twilio.register_routes(routes, loop); }

  net::client_request request(std::string url) {
    return {.url = std::move(url), .credentials = net::basic_credentials{"SKcaller", base::secret{"word"}}};
  }

  base::manual_clock clock;
  base::counting_random random;
  net::event_loop loop;
  net::router routes;
  sandbox::sandbox twilio{{.base_url = "http://127.0.0.1:8080",
                           .account = std::nullopt,
                           .rest_callers = {{"SKcaller", base::secret{"word"}}},
                           .plugins = {},
                           .clock = clock,
                           .random = random}};
  sandbox_client client{twilio};
};

TEST_F(sandbox_client_test, asks_with_query_and_credentials) {
  const auto messages = "https://conversations.twilio.com/v1/Conversations/" + twilio.seed_demo().str() +
                        "/Messages?PageSize=1";
  const auto answer = client.send(request(messages));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200u);
  EXPECT_NE(answer->body.find(R"("page_size":1)"), std::string::npos);
  auto stranger = request(messages);
  stranger.credentials->password = base::secret{"guess"};
  EXPECT_EQ(client.send(stranger)->status, 401u);
  stranger.credentials.reset();
  EXPECT_EQ(client.send(stranger)->status, 401u);
}

TEST_F(sandbox_client_test, posts) {
  auto asked = request("https://iam.twilio.com/v1/Accounts/" + twilio.account().str() + "/Tokens/validate");
  asked.verb = net::method::post;
  asked.body = R"({"token":"sandbox.ada.99999999999.AAAA"})";
  const auto answer = client.send(asked);
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->body.find(R"("valid":false)"), std::string::npos);
}

TEST_F(sandbox_client_test, hears_of_what_is_not_there) {
  EXPECT_EQ(client.send(request("https://nowhere.twilio.com/v1/Things"))->status, 404u);
  for (const auto* url : {"", "conversations.twilio.com/v1", "https://", "https:///v1"})
    EXPECT_THROW(client.send(request(url)), std::invalid_argument) << url;
}

}  // namespace
}  // namespace flex_video::app
