#include "settings.hpp"

#include "testing/sample_environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::serverless {
namespace {

using testing::ElementsAre;

TEST(settings, of_the_original_designs_variables_and_the_workspace) {
  const auto read = read_settings(sample_environment());
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->base_url, "https://video-1234.twil.io");
  EXPECT_EQ(read->cloud.credentials.user, read->credentials.api_key.str());
  EXPECT_EQ(read->cloud.video_url, "https://video.twilio.com");
  EXPECT_EQ(read->cloud.room_type, "group");
  EXPECT_EQ(read->policy, core::policy{});
  EXPECT_TRUE(read->allowed_origins.empty());
  EXPECT_FALSE(read->auth_token);
}

TEST(settings, derive_the_key_of_links_unless_there_is_one) {
  const auto derived = read_settings(sample_environment());
  const auto other = read_settings(sample_environment({{"API_SECRET", "another secret"}}));
  const auto given = read_settings(sample_environment({{"LINK_SECRET", "0123456789abcdef"}}));
  EXPECT_FALSE(derived->link_key.matches(other->link_key.reveal()));
  EXPECT_FALSE(derived->link_key.matches(derived->credentials.api_secret.reveal()));
  EXPECT_TRUE(given->link_key.matches("0123456789abcdef"));
}

TEST(settings, that_may_be_set) {
  const auto read =
      read_settings(sample_environment({{"BASE_URL", "https://video.example.com"},
                                        {"ALLOWED_ORIGINS", "https://a.example, https://b.example,"},
                                        {"AUTH_TOKEN", "auth token"},
                                        {"MAX_PARTICIPANTS", "10"},
                                        {"LINK_HOURS", "1"},
                                        {"CALL_HOURS", "24"},
                                        {"ROOM_TYPE", "peer-to-peer"},
                                        {"IAM_URL", "http://127.0.0.1:8080/iam"}}));
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(read->base_url, "https://video.example.com");
  EXPECT_THAT(read->allowed_origins, ElementsAre("https://a.example", "https://b.example"));
  EXPECT_TRUE(read->auth_token->matches("auth token"));
  EXPECT_EQ(read->cloud.credentials.user, read->credentials.account.str());
  EXPECT_EQ(read->policy.max_participants, 10u);
  EXPECT_EQ(read->policy.link_life, std::chrono::hours{1});
  EXPECT_EQ(read->policy.longest_call, std::chrono::hours{24});
  EXPECT_EQ(read->cloud.room_type, "peer-to-peer");
  EXPECT_EQ(read->cloud.iam_url, "http://127.0.0.1:8080/iam");
}

TEST(settings, are_reached_without_tls_on_a_developers_machine_only) {
  EXPECT_EQ(read_settings(sample_environment({{"DOMAIN_NAME", "localhost:3000"}}))->base_url,
            "http://localhost:3000");
}

TEST(settings, name_what_is_missing_or_can_not_be) {
  struct row {
    std::string name;
    std::string value;
    settings_errc refusal;
  };
  for (const auto& [name, value, refusal] :
       {row{"ACCOUNT_SID", "", settings_errc::missing},
        {"ACCOUNT_SID", "SK00000000000000000000000000000000", settings_errc::invalid},
        {"API_KEY", "", settings_errc::missing},
        {"API_KEY", "SK", settings_errc::invalid},
        {"API_SECRET", "", settings_errc::missing},
        {"WORKSPACE_SID", "", settings_errc::missing},
        {"WORKSPACE_SID", "Flex", settings_errc::invalid},
        {"DOMAIN_NAME", "", settings_errc::missing},
        {"BASE_URL", "video.example.com", settings_errc::invalid},
        {"BASE_URL", "https://video.example.com/", settings_errc::invalid},
        {"VIDEO_URL", "https://", settings_errc::invalid},
        {"IAM_URL", "https://iam.example.com?x", settings_errc::invalid},
        {"TASKROUTER_URL", "ftp://host", settings_errc::invalid},
        {"LINK_SECRET", "fifteen letters", settings_errc::invalid},
        {"MAX_PARTICIPANTS", "1", settings_errc::invalid},
        {"MAX_PARTICIPANTS", "51", settings_errc::invalid},
        {"MAX_PARTICIPANTS", "4 or so", settings_errc::invalid},
        {"LINK_HOURS", "0", settings_errc::invalid},
        {"LINK_HOURS", "169", settings_errc::invalid},
        {"CALL_HOURS", "25", settings_errc::invalid}}) {
    const auto read = read_settings(sample_environment({{name, value}}));
    ASSERT_FALSE(read) << name << '=' << value;
    EXPECT_EQ(read.error().code, make_error_code(refusal)) << name << '=' << value;
    EXPECT_EQ(read.error().detail, name);
  }
}

}  // namespace
}  // namespace flex_video::serverless
