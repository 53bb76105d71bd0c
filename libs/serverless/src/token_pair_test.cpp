#include "flex_video/serverless/token_pair.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace flex_video::serverless {
namespace {

namespace json = boost::json;

json::array vectors() {
  std::ifstream file{VECTORS};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return json::parse(text).as_array();
}

/// The contract tests hold the WebAssembly module and npm `twilio` to the same file.
TEST(token_pair, is_what_the_vectors_say) {
  const auto all = vectors();
  ASSERT_GE(all.size(), 10u);
  for (const auto& vector : all) {
    const auto& wish = vector.at("wish");
    EXPECT_EQ(json::parse(token_pair_json(json::serialize(wish))), vector.at("expected")) << wish;
  }
}

TEST(token_pair, is_not_made_for_what_is_no_wish) {
  const auto wish = vectors().at(0).at("wish").as_object();
  EXPECT_NE(token_pair_json(json::serialize(wish)), "{}");
  EXPECT_EQ(token_pair_json(""), "{}");
  EXPECT_EQ(token_pair_json("[]"), "{}");
  for (const auto* name : {"account", "apiKey", "room", "linkSecret"}) {
    auto wrong = wish;
    wrong[name] = "short";
    EXPECT_EQ(token_pair_json(json::serialize(wrong)), "{}") << name;
  }
}

}  // namespace
}  // namespace flex_video::serverless
