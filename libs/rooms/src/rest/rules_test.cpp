#include "rest/rules.hpp"

#include <boost/json/object.hpp>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

TEST(rules, are_read_with_all_their_members) {
  const auto rules = read_rules(R"([{"type":"exclude","all":true},{"type":"include","kind":"audio"}])",
                                rule_purpose::recording);
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->at(0), all_tracks("exclude").at(0));
  EXPECT_EQ(rules->at(1).at("kind"), "audio");
  EXPECT_TRUE(rules->at(1).at("all").is_null());
  EXPECT_TRUE(includes_any(*rules));
  EXPECT_FALSE(includes_any(all_tracks("exclude")));
}

TEST(rules, are_decided_by) {
  const auto rules = read_rules(R"([{"type":"exclude","all":"true"},
    {"type":"include","publisher":"ann","track":"screen","kind":"video"}])",
                                rule_purpose::subscribe);
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->at(0).at("all"), true);
  EXPECT_EQ(track_rules(*rules),
            (std::vector<track_rule>{
                {.include = false},
                {.include = true, .publisher = "ann", .track = "screen", .kind = track_kind::video}}));
}

TEST(rules, that_twilio_refuses_are_refused) {
  std::string many = "[";
  for (int i = 0; i < 21; ++i) many += (i ? "," : "") + std::string{R"({"type":"include","all":true})"};
  for (const auto& text :
       {std::string{}, std::string{"{}"}, std::string{"[]"}, std::string{"[1]"}, std::string{"[{}]"},
        std::string{R"([{"all":true}])"}, std::string{R"([{"type":"include"}])"},
        std::string{R"([{"type":"both","all":true}])"}, std::string{R"([{"type":"include","all":false}])"},
        std::string{R"([{"type":"include","all":true,"kind":"audio"}])"},
        std::string{R"([{"type":"include","kind":"smell"}])"},
        std::string{R"([{"type":"include","publisher":7}])"},
        std::string{R"([{"type":"include","publisher":""}])"},
        std::string{R"([{"type":"include","all":true,"more":1}])"}, many + "]"}) {
    EXPECT_EQ(read_rules(text, rule_purpose::recording).error().code, 53120) << text;
    EXPECT_EQ(read_rules(text, rule_purpose::subscribe).error().code, 53215) << text;
  }
}

TEST(rules, name_data_tracks_for_subscribing_only) {
  constexpr auto data = R"([{"type":"include","kind":"data"}])";
  EXPECT_TRUE(read_rules(data, rule_purpose::subscribe));
  EXPECT_FALSE(read_rules(data, rule_purpose::recording));
}

}  // namespace
}  // namespace flex_video::rooms
