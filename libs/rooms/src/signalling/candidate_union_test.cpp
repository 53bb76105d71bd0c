#include "signalling/candidate_union.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;

ice_state gathered(std::uint32_t revision, std::vector<std::string> candidates, bool complete = false,
                   std::string ufrag = "uf") {
  ice_state state{.ufrag = std::move(ufrag), .revision = revision, .candidates = {}, .complete = complete};
  for (auto& each : candidates) state.candidates.push_back({std::move(each), "0", 0, "uf"});
  return state;
}

std::vector<std::string> names(const ice_state& state) {
  std::vector<std::string> list;
  for (const auto& each : state.candidates) list.push_back(each.candidate);
  return list;
}

TEST(candidate_union, relays_the_first_list_as_it_is) {
  candidate_union all{9};
  EXPECT_EQ(all.add(gathered(4, {"a", "b"}, true)), gathered(1, {"a", "b"}, true));
}

TEST(candidate_union, grows_although_the_sender_emptied_its_list) {
  candidate_union all{9};
  all.add(gathered(1, {"a"}));
  all.add(gathered(2, {"a", "b"}));
  const auto shrunk = all.add(gathered(3, {"c"}));
  ASSERT_TRUE(shrunk);
  EXPECT_EQ(shrunk->revision, 3u);
  EXPECT_THAT(names(*shrunk), ElementsAre("a", "b", "c"));
}

TEST(candidate_union, says_nothing_when_nothing_is_new) {
  candidate_union all{9};
  all.add(gathered(1, {"a", "b"}));
  EXPECT_FALSE(all.add(gathered(1, {"a", "b", "c"}))) << "an old revision";
  EXPECT_FALSE(all.add(gathered(2, {"b"})));
  EXPECT_FALSE(all.add(gathered(3, {})));
}

TEST(candidate_union, the_end_of_gathering_is_news_once) {
  candidate_union all{9};
  all.add(gathered(1, {"a"}));
  const auto end = all.add(gathered(2, {}, true));
  ASSERT_TRUE(end);
  EXPECT_TRUE(end->complete);
  EXPECT_THAT(names(*end), ElementsAre("a"));
  EXPECT_FALSE(all.add(gathered(3, {}, true)));
}

TEST(candidate_union, keeps_ufrags_apart_and_recalls_the_newest) {
  candidate_union all{9};
  EXPECT_FALSE(all.newest());
  all.add(gathered(5, {"a"}));
  const auto restarted = all.add(gathered(1, {"b"}, false, "next"));
  ASSERT_TRUE(restarted);
  EXPECT_EQ(restarted->revision, 1u);
  EXPECT_EQ(all.newest(), restarted);
}

TEST(candidate_union, leaves_out_candidates_beyond_its_limit) {
  candidate_union all{2};
  all.add(gathered(1, {"a"}));
  EXPECT_THAT(names(*all.add(gathered(2, {"b", "c"}))), ElementsAre("a", "b"));
  EXPECT_FALSE(all.add(gathered(3, {"d"})));
}

TEST(candidate_union, forgets_all_but_a_few_ufrags) {
  candidate_union all{9};
  for (int restart = 0; restart < 9; ++restart) all.add(gathered(1, {"a"}, false, std::to_string(restart)));
  EXPECT_FALSE(all.add(gathered(1, {"a"}, false, "8"))) << "kept: nothing new";
  EXPECT_TRUE(all.add(gathered(1, {"a"}, false, "0"))) << "forgotten";
}

}  // namespace
}  // namespace flex_video::rooms
