#include "cors.hpp"

#include "running_service.hpp"

namespace flex_video::server {
namespace {

class agent_cors : public running_service {
 protected:
  net::response preflight(const std::string& path, const std::string& origin) {
    return send(net::method::options, path, {{"Origin", origin}, {"Access-Control-Request-Method", "POST"}});
  }
};

TEST_F(agent_cors, lets_flex_send_a_token) {
  for (const auto* path : {"/v1/sessions", "/v1/sessions/x", "/v1/sessions/x/join", "/v1/sessions/x/end"}) {
    const auto answer = preflight(path, flex_origin);
    EXPECT_EQ(answer.status, 204u);
    EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), flex_origin);
    EXPECT_EQ(header_of(answer, "Access-Control-Allow-Headers"),
              "Authorization, Content-Type, Last-Event-ID");
    EXPECT_EQ(header_of(answer, "Vary"), "Origin");
  }
}

TEST_F(agent_cors, allows_other_origins_nothing) {
  for (const auto& origin :
       {std::string{"https://evil.example"}, std::string{"null"}, flex_origin + ".evil.example",
        flex_origin + "/", std::string{"http://flex.twilio.com"}, std::string{}}) {
    const auto answer = preflight("/v1/sessions", origin);
    EXPECT_EQ(answer.status, 204u);
    EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), "") << origin;
    EXPECT_EQ(header_of(answer, "Access-Control-Allow-Methods"), "") << origin;
  }
}

TEST_F(agent_cors, lets_flex_read_answers_and_refusals) {
  const auto refused = send(net::method::post, "/v1/sessions", {{"Origin", flex_origin}});
  EXPECT_EQ(refused.status, 401u);
  EXPECT_EQ(header_of(refused, "Access-Control-Expose-Headers"), "Retry-After");
  EXPECT_EQ(header_of(refused, "Access-Control-Allow-Origin"), flex_origin);
}

TEST_F(agent_cors, is_not_for_the_customer_s_calls) {
  expect_problem(preflight("/v1/visits", flex_origin), 405, "method_not_allowed");
  EXPECT_EQ(header_of(get("/v1/visits/me", {{"Origin", flex_origin}}), "Access-Control-Allow-Origin"), "");
}

TEST_F(agent_cors, leaves_health_and_openapi_to_everybody) {
  EXPECT_EQ(get("/healthz").body, R"({"status":"ok"})");
  const auto document = get("/openapi.json");
  ASSERT_TRUE(document.shared_body);
  EXPECT_EQ(boost::json::parse(*document.shared_body).at("openapi"), "3.1.0");
}

}  // namespace
}  // namespace flex_video::server
