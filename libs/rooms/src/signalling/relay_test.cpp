#include "signalling/relay.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

peer_connection_state said(description_type type, std::uint32_t revision, std::string sdp = "v=0") {
  return {.id = "pc", .description = description{type, revision, std::move(sdp)}, .ice = {}};
}

peer_connection_state offered(std::uint32_t revision) { return said(description_type::offer, revision); }
peer_connection_state answered(std::uint32_t revision) { return said(description_type::answer, revision); }
peer_connection_state silent() { return {.id = "pc", .description = {}, .ice = {}}; }

peer_connection_state gathered(std::uint32_t revision, std::string candidate) {
  return {.id = "pc",
          .description = {},
          .ice = ice_state{
              .ufrag = "uf", .revision = revision, .candidates = {{std::move(candidate), {}, {}, {}}}}};
}

struct relaying : testing::Test {
  std::vector<peer_connection_state> to_first, to_second;
  relay_ends ends = make_relay(
      "pc", 9, [this](peer_connection_state state) { to_first.push_back(std::move(state)); },
      [this](peer_connection_state state) { to_second.push_back(std::move(state)); });
};

TEST_F(relaying, passes_sdp_through_untouched) {
  const auto offer = said(description_type::offer, 1, R"(v=0\r\n\"quoted\" \\ \u00fc\r\n)");
  EXPECT_EQ(ends.first->take(offer), far_end::outcome::open);
  EXPECT_THAT(to_second, ElementsAre(offer));
  EXPECT_THAT(to_first, IsEmpty());
}

TEST_F(relaying, passes_an_answer_and_the_offer_after_it_in_order) {
  ends.first->take(offered(1));
  ends.second->take(answered(1));
  ends.second->take(offered(2));
  EXPECT_THAT(to_first, ElementsAre(answered(1), offered(2)));
}

TEST_F(relaying, keeps_an_offer_back_that_came_second) {
  ends.first->take(offered(1));
  ends.second->take(answered(1));
  ends.first->take(offered(2));
  to_first.clear();
  ends.second->take(offered(2));
  EXPECT_THAT(to_first, IsEmpty());
}

TEST_F(relaying, passes_candidates_both_ways_before_the_answer) {
  ends.first->take(offered(1));
  ends.first->take(gathered(1, "a"));
  ends.second->take(gathered(1, "b"));
  EXPECT_THAT(to_second, ElementsAre(offered(1), gathered(1, "a")));
  EXPECT_THAT(to_first, ElementsAre(gathered(1, "b")));
}

TEST_F(relaying, says_candidates_once) {
  ends.first->take(gathered(1, "a"));
  ends.first->take(gathered(2, "a"));
  EXPECT_EQ(to_second.size(), 1u);
}

TEST_F(relaying, passes_description_and_candidates_of_one_message_together) {
  auto both = offered(1);
  both.ice = gathered(1, "a").ice;
  ends.first->take(both);
  EXPECT_THAT(to_second, ElementsAre(both));
}

TEST_F(relaying, reports_a_close_and_a_deadlock) {
  EXPECT_EQ(ends.first->take(offered(1)), far_end::outcome::open);
  EXPECT_EQ(ends.second->take(offered(2)), far_end::outcome::deadlocked);
  EXPECT_EQ(ends.second->take(said(description_type::close, 3, "")), far_end::outcome::closed);
}

TEST_F(relaying, keeps_an_offer_back_that_no_browser_takes) {
  ends.first->take(offered(1));
  ends.second->take(answered(1));
  const auto twice = said(description_type::offer, 2, R"(v=0\r\na=msid:- one\r\na=msid:- one\r\n)");
  EXPECT_EQ(ends.first->take(twice), far_end::outcome::deadlocked);
  EXPECT_THAT(to_second, ElementsAre(offered(1)));
}

TEST_F(relaying, asks_the_first_end_for_an_offer_until_it_came) {
  EXPECT_THAT(ends.first->recall(), ElementsAre(said(description_type::create_offer, 1, "")));
  EXPECT_THAT(ends.second->recall(), IsEmpty()) << "it can't know of the connection";
  ends.first->take(offered(2));
  EXPECT_THAT(ends.first->recall(), ElementsAre(silent()));
  EXPECT_THAT(ends.second->recall(), ElementsAre(offered(2)));
}

TEST_F(relaying, recalls_a_lost_answer_before_the_offer_that_followed_it) {
  ends.first->take(offered(1));
  ends.second->take(answered(1));
  ends.second->take(offered(2));
  EXPECT_THAT(ends.first->recall(), ElementsAre(answered(1), offered(2)));
  EXPECT_THAT(ends.second->recall(), ElementsAre(silent()));
}

TEST_F(relaying, recalls_the_candidates_with_the_first_description) {
  ends.first->take(offered(1));
  ends.first->take(gathered(1, "a"));
  auto both = offered(1);
  both.ice = gathered(1, "a").ice;
  EXPECT_THAT(ends.second->recall(), ElementsAre(both));
}

TEST_F(relaying, closes_above_every_revision) {
  ends.first->take(offered(1));
  ends.second->take(answered(1));
  EXPECT_EQ(ends.first->farewell(), said(description_type::close, 2, ""));
}

TEST_F(relaying, an_end_outlives_the_other) {
  ends.second.reset();
  EXPECT_EQ(ends.first->take(offered(1)), far_end::outcome::open);
}

}  // namespace
}  // namespace flex_video::rooms
