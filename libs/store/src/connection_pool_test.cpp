#include "connection_pool.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace flex_video::store {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds patient{60'000};

struct fake_connection final : connection {
  fake_connection() : connection(nullptr) {}
  void execute(const std::string&) override {}
  bool reusable() override { return healthy; }
  bool healthy = true;
};

class connection_pool_of_two : public testing::Test {
 protected:
  static fake_connection& fake(const connection_pool::lease& of) {
    return static_cast<fake_connection&>(*of);
  }

  int opened_ = 0;
  connection_pool pool_{2, [this] {
                          ++opened_;
                          return std::make_unique<fake_connection>();
                        }};
};

TEST_F(connection_pool_of_two, uses_a_connection_again) {
  for (int call = 0; call < 3; ++call) pool_.take(patient);
  EXPECT_EQ(opened_, 1);
}

TEST_F(connection_pool_of_two, refuses_a_third_call_after_its_wait) {
  const auto first = pool_.take(patient), second = pool_.take(patient);
  const auto asked = std::chrono::steady_clock::now();
  EXPECT_THROW(pool_.take(milliseconds{30}), no_connection);
  EXPECT_GE(std::chrono::steady_clock::now() - asked, milliseconds{30});
}

TEST_F(connection_pool_of_two, hands_a_waiting_call_what_comes_back) {
  const auto first = pool_.take(patient);
  std::optional<connection_pool::lease> second{pool_.take(patient)};
  std::thread waiting{[&] { EXPECT_NO_THROW(pool_.take(patient)); }};
  second.reset();
  waiting.join();
  EXPECT_EQ(opened_, 2);
}

TEST_F(connection_pool_of_two, drops_every_idle_connection_with_a_broken_one) {
  {
    const auto first = pool_.take(patient), second = pool_.take(patient);
  }
  fake(pool_.take(patient)).healthy = false;
  {
    const auto first = pool_.take(patient), second = pool_.take(patient);
  }
  EXPECT_EQ(opened_, 4);
}

TEST(connection_pool, keeps_its_places_when_a_connection_can_not_be_opened) {
  bool down = true;
  connection_pool pool{1, [&]() -> std::unique_ptr<connection> {
                         if (down) throw soci::soci_error{"down"};
                         return std::make_unique<fake_connection>();
                       }};
  EXPECT_THROW(pool.take(patient), soci::soci_error);
  down = false;
  EXPECT_NO_THROW(pool.take(milliseconds{0}));
}

}  // namespace
}  // namespace flex_video::store
