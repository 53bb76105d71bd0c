#include "serve_flags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace flex_video::app {
namespace {

using flags = std::map<std::string, std::string>;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

flags parsed(std::vector<std::string> words) {
  CLI::App command;
  add_serve_flags(command);
  std::ranges::reverse(words);  // as CLI11 wants them
  command.parse(words);
  return given_flags(command);
}

TEST(serve_flags, are_only_those_that_were_given) {
  EXPECT_EQ(parsed({}), flags{});
  EXPECT_EQ(parsed({"--port", "1", "--trusted-proxies=10.0.0.0/8,::1", "--config", "f.toml"}),
            (flags{{"port", "1"}, {"trusted-proxies", "10.0.0.0/8,::1"}, {"config", "f.toml"}}));
}

TEST(serve_flags, of_where_data_lies_are_enough_for_a_command) {
  CLI::App command;
  add_data_flags(command);
  std::vector<std::string> words{"/data", "--data", "f.toml", "--config"};  // in reverse
  command.parse(words);
  EXPECT_EQ(given_flags(command), (flags{{"data", "/data"}, {"config", "f.toml"}}));
  EXPECT_THAT(command.help(), AllOf(HasSubstr("--database"), HasSubstr("[FLEX_VIDEO_DATABASE]")));
  EXPECT_THAT(command.help(), Not(HasSubstr("--port")));
}

TEST(serve_flags, of_yes_or_no_need_no_value) {
  EXPECT_EQ(parsed({"--recording-allowed"}), (flags{{"recording-allowed", "true"}}));
  EXPECT_EQ(parsed({"--recording-allowed=false"}), (flags{{"recording-allowed", "false"}}));
}

TEST(serve_flags, hand_on_a_secret_to_be_refused_in_words) {
  EXPECT_EQ(parsed({"--twilio-auth-token", "x"}), (flags{{"twilio-auth-token", "x"}}));
}

TEST(serve_flags, refuse_what_nobody_knows_or_came_twice) {
  EXPECT_THROW(parsed({"--prot", "1"}), CLI::ParseError);
  EXPECT_THROW(parsed({"--port", "1", "--port", "2"}), CLI::ParseError);
  EXPECT_THROW(parsed({"--port"}), CLI::ParseError);
}

TEST(serve_flags, help_tells_variables_defaults_and_secrets) {
  CLI::App command;
  add_serve_flags(command);
  const auto help = command.help();
  EXPECT_THAT(help, HasSubstr("--port NUMBER=8080"));
  EXPECT_THAT(help, HasSubstr("[FLEX_VIDEO_PORT]"));
  EXPECT_THAT(help, HasSubstr("TWILIO_AUTH_TOKEN (required)"));
  EXPECT_THAT(help, Not(HasSubstr("--twilio-auth-token")));
}

}  // namespace
}  // namespace flex_video::app
