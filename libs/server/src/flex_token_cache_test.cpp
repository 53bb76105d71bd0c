#include "flex_token_cache.hpp"

#include "samples.hpp"

#include <gtest/gtest.h>

#include <string>

namespace flex_video::server {
namespace {

using core::samples::noon;

class token_cache : public testing::Test {
 protected:
  bool knows(const std::string& token, base::time_point now = noon) {
    return cache_.find(cache_.digest_of(token), now) != nullptr;
  }
  void keep(const std::string& token, core::flex_user user = core::samples::user()) {
    cache_.keep(cache_.digest_of(token), std::move(user), noon);
  }

  base::counting_random random_;
  flex_token_cache cache_{random_, 2};
};

TEST_F(token_cache, gives_back_the_user_of_a_token) {
  keep("a");
  EXPECT_EQ(cache_.find(cache_.digest_of("a"), noon)->display_name, "Ada Agent");
  EXPECT_FALSE(knows("b"));
}

TEST_F(token_cache, believes_nobody_longer_than_five_minutes) {
  keep("a");
  EXPECT_TRUE(knows("a", noon + flex_token_cache::longest - std::chrono::milliseconds{1}));
  EXPECT_FALSE(knows("a", noon + flex_token_cache::longest));
  EXPECT_EQ(cache_.size(), 0u);
}

TEST_F(token_cache, believes_nobody_beyond_the_token_s_own_end) {
  auto user = core::samples::user();
  user.expires_at = noon + std::chrono::seconds{1};
  keep("a", user);
  EXPECT_TRUE(knows("a"));
  EXPECT_FALSE(knows("a", noon + std::chrono::seconds{1}));
}

TEST_F(token_cache, forgets_the_one_used_least_recently) {
  keep("a");
  keep("b");
  EXPECT_TRUE(knows("a"));
  keep("c");
  EXPECT_EQ(cache_.size(), 2u);
  EXPECT_TRUE(knows("a"));
  EXPECT_FALSE(knows("b"));
  EXPECT_TRUE(knows("c"));
}

TEST_F(token_cache, keeps_the_newest_answer_for_a_token) {
  keep("a");
  keep("a", core::samples::user(core::samples::ben));
  EXPECT_EQ(cache_.size(), 1u);
  EXPECT_EQ(cache_.find(cache_.digest_of("a"), noon)->worker, core::samples::ben);
}

TEST_F(token_cache, digests_differ_from_process_to_process) {
  flex_token_cache other{random_, 2};
  EXPECT_NE(cache_.digest_of("a"), other.digest_of("a"));
}

}  // namespace
}  // namespace flex_video::server
