#include "toml_settings.hpp"

#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

TEST(toml_settings, are_values_with_their_tables_and_lines) {
  const auto read = read_toml(R"(base_url = "https://a.example"
[policy]
max_participants = 6
recording_allowed = true
link_life = "2h"

[listen]
trusted_proxies = ["10.0.0.0/8",
                   "::1"]
)",
                              "f.toml");
  EXPECT_TRUE(read.problems.empty());
  ASSERT_EQ(read.values.size(), 5u);
  const auto expect = [&](std::size_t place, const std::string& key, const std::string& text,
                          const std::string& from) {
    EXPECT_EQ(read.values.at(place).key, key);
    EXPECT_EQ(read.values.at(place).text.reveal(), text);
    EXPECT_EQ(read.values.at(place).from, from);
  };
  expect(0, "base_url", "https://a.example", "f.toml:1");
  expect(1, "policy.max_participants", "6", "f.toml:3");
  expect(2, "policy.recording_allowed", "true", "f.toml:4");
  expect(3, "policy.link_life", "2h", "f.toml:5");
  expect(4, "listen.trusted_proxies", "10.0.0.0/8,::1", "f.toml:8");
}

TEST(toml_settings, refuse_values_of_other_types) {
  const auto read = read_toml("a = 1.5\nb = 1979-05-27\nc = [1, 2]\nd = [[]]\n[[e]]\nf = 1\n", "f.toml");
  EXPECT_TRUE(read.values.empty());
  ASSERT_EQ(read.problems.size(), 5u);
  EXPECT_EQ(read.problems.front(),
            "f.toml:1: a must be a text, a whole number, true or false, or an array of texts");
}

TEST(toml_settings, refuse_what_is_not_toml_by_its_line_without_repeating_it) {
  for (const auto* text :
       {"a = 1\nauth_token = hidden123\n", "a = 1\nauth_token = \"hidden123\n", "a = 1\nhidden123\n",
        "a = 1\na = \"hidden123\"\n", "a = 1\nb = truehidden123\n"}) {
    const auto read = read_toml(text, "f.toml");
    EXPECT_TRUE(read.values.empty()) << text;
    ASSERT_EQ(read.problems.size(), 1u) << text;
    EXPECT_TRUE(read.problems[0].starts_with("f.toml:2: ")) << read.problems[0];
    EXPECT_EQ(read.problems[0].find("hidden"), std::string::npos);
  }
}

}  // namespace
}  // namespace flex_video::app
