#include "flex/flex_api.hpp"

#include "test_parts.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view caller = "Basic U0tjYWxsZXI6d29yZA==";  // SKcaller:word

class flex_api_test : public testing::Test {
 protected:
  std::string account() { return test.parts.account.account.str(); }
  web_reply info(std::string_view token) {
    return test.http("POST", "flex-api.twilio.com", "/v1/Accounts/" + account() + "/Tokens/Info",
                     "Token=" + std::string{token});
  }
  web_reply validate(std::string_view body, std::string_view authorization = caller) {
    return test.http("POST", "iam.twilio.com", "/v1/Accounts/" + account() + "/Tokens/validate", body,
                     authorization);
  }
  web_reply validate_token(std::string_view token) {
    return validate(json::serialize(json::object{{"token", token}}));
  }

  test_parts test;
};

TEST_F(flex_api_test, configures_flex_so_that_it_starts) {
  const auto configuration = object_of(test.http("GET", "flex-api.twilio.com", "/v1/Configuration"));
  EXPECT_EQ(configuration.at("ui_attributes").at("version_compatibility"), "yes");
  EXPECT_EQ(configuration.at("ui_attributes").at("flex_video").at("baseUrl"), "http://127.0.0.1:8080");
  EXPECT_EQ(configuration.at("account_sid"), json::value(account()));
  EXPECT_EQ(configuration.at("taskrouter_workspace_sid"), json::value(test.parts.account.workspace.text()));
}

TEST_F(flex_api_test, lists_the_plugin_under_the_base_url) {
  const auto plugins = test.http("GET", "flex.twilio.com", "/plugins").body;
  EXPECT_EQ(plugins, R"([{"name":"plugin-flex-video","version":"0.1.0",)"
                     R"("src":"http://127.0.0.1:8080/plugin/plugin-flex-video.js","phase":3}])");
  test.parts.options.base_url = "http://127.0.0.1:9";
  EXPECT_NE(test.http("GET", "flex.twilio.com", "/plugins").body, plugins);
}

TEST_F(flex_api_test, answers_the_other_things_flex_asks_at_start) {
  EXPECT_EQ(test.http("GET", "flex.twilio.com", "/api/v1/Session").status, 200u);
  EXPECT_EQ(test.http("POST", "flex.twilio.com", "/logs/batch", "[]").status, 200u);
  EXPECT_EQ(test.http("GET", "flex-api.twilio.com", "/v1/account/provision/status").status, 200u);
  EXPECT_EQ(test.http("GET", "flex-api.twilio.com", "/v1/Instances/GO1/Teams/Context").status, 200u);
  EXPECT_TRUE(test.parts.log.unknown_requests().empty());
}

TEST_F(flex_api_test, says_whose_token_it_is) {
  const auto facts = object_of(info(test.token("ada")));
  EXPECT_EQ(facts.at("valid"), true);
  EXPECT_EQ(facts.at("identity"), "ada");
  EXPECT_EQ(facts.at("worker_sid"), json::value(test.who("ada").worker.text()));
  EXPECT_EQ(facts.at("roles").at(0), "agent");
  EXPECT_EQ(object_of(info("nonsense")).at("valid"), false);
  EXPECT_EQ(object_of(info("")).at("valid"), false);
}

TEST_F(flex_api_test, validates_tokens_for_servers) {
  const auto facts = object_of(validate_token(test.token("ada")));
  EXPECT_EQ(facts.at("valid"), true);
  EXPECT_EQ(facts.at("code"), 0);
  EXPECT_TRUE(facts.at("message").is_null());
  EXPECT_EQ(facts.at("expiration"), "2027-01-15T09:00:00.000Z");
  EXPECT_EQ(facts.at("realm_user_id"), "ada");
}

TEST_F(flex_api_test, tells_servers_an_expired_token_from_a_forged_one) {
  const auto token = test.token("ada");
  test.clock.advance(std::chrono::hours{1});
  const auto expired = object_of(validate_token(token)), forged = object_of(validate_token(token + 'x'));
  EXPECT_EQ(expired.at("valid"), false);
  EXPECT_EQ(forged.at("valid"), false);
  EXPECT_NE(expired.at("code"), forged.at("code"));
  EXPECT_TRUE(expired.at("message").is_string());
}

TEST_F(flex_api_test, validates_for_known_callers_and_its_own_account_only) {
  const auto body = json::serialize(json::object{{"token", test.token("ada")}});
  EXPECT_EQ(validate(body, "").status, 401u);
  EXPECT_EQ(validate(body, "Basic U0tjYWxsZXI6d3Jvbmc=").status, 401u);
  EXPECT_EQ(test.http("POST", "iam.twilio.com", "/v1/Accounts/AC1/Tokens/validate", body, caller).status,
            404u);
  EXPECT_EQ(validate("{").status, 400u);
  EXPECT_EQ(validate("{}").status, 400u);
}

TEST_F(flex_api_test, refreshes_a_login_that_still_holds) {
  const auto path = "/v1/Accounts/" + account() + "/Tokens/refresh";
  const auto body = json::serialize(json::object{{"token", test.token("ada")}});
  const auto fresh = object_of(test.http("POST", "iam.twilio.com", path, body));
  EXPECT_TRUE(test.parts.logins.user_of(std::string_view{fresh.at("token").as_string()}));
  EXPECT_EQ(fresh.at("identity"), "ada");
  test.clock.advance(std::chrono::hours{1});
  EXPECT_EQ(test.http("POST", "iam.twilio.com", path, body).status, 401u);
}

TEST_F(flex_api_test, lets_a_logged_in_agent_join_a_channel) {
  const std::string path = "/v1/Channels/CH1/Roles/agent/Users";
  const auto authorization = [&](std::string_view token) {
    const auto text = base::to_base64url("token:" + std::string{token});
    return "Basic " + text + std::string((4 - text.size() % 4) % 4, '=');
  };
  const auto joined =
      test.http("POST", "flex-api.twilio.com", path, "Identity=ada", authorization(test.token("ada")));
  EXPECT_EQ(object_of(joined).at("identity"), "ada");
  EXPECT_EQ(test.http("POST", "flex-api.twilio.com", path, "", authorization("nonsense")).status, 401u);
  EXPECT_EQ(test.http("POST", "flex-api.twilio.com", path).status, 401u);
}

TEST_F(flex_api_test, serves_silence_that_decodes) {
  const auto sound =
      test.http("GET", "media.twiliocdn.com", "/sdk/js/client/sounds/releases/1.0.0/incoming.mp3");
  EXPECT_EQ(sound.type, "audio/wav");
  ASSERT_EQ(sound.body.size(), 44u + 400u);
  EXPECT_EQ(sound.body.substr(0, 4), "RIFF");
  EXPECT_EQ(sound.body.substr(8, 8), "WAVEfmt ");
  EXPECT_EQ(sound.body.find_first_not_of('\x80', 44), std::string::npos);
}

TEST_F(flex_api_test, serves_assets_and_the_status_page) {
  EXPECT_EQ(test.http("GET", "assets.twilio.com", "/public_assets/paste-fonts/1.5.1/fonts.css").type,
            "text/css");
  EXPECT_EQ(test.http("GET", "assets.flex.twilio.com", "/assets/countries.json").body, "[]");
  EXPECT_EQ(object_of(test.http("GET", "status.twilio.com", "/api/v2/summary.json"))
                .at("components")
                .at(0)
                .at("name"),
            "FLEX");
}

TEST_F(flex_api_test, logs_what_it_has_no_answer_for) {
  EXPECT_EQ(test.http("GET", "flex-api.twilio.com", "/v1/Nonsense").status, 404u);
  EXPECT_EQ(test.http("GET", "assets.flex.twilio.com", "/assets/nonsense.txt").status, 404u);
  EXPECT_EQ(test.http("POST", "nowhere.twilio.com", "/x").status, 404u);
  ASSERT_EQ(test.parts.log.unknown_requests().size(), 3u);
  EXPECT_EQ(test.parts.log.unknown_requests().back(), "POST nowhere.twilio.com/x");
}

}  // namespace
}  // namespace flex_video::sandbox
