#include "samples.hpp"
#include "testing/database_places.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace flex_video::store {
namespace {

namespace samples = core::samples;

constexpr char name[] = "Philippa Unmistakable";

template <class Place>
class erasing : public ::testing::Test {
 protected:
  void SetUp() override {
    auto session = samples::session();
    session.customer_name = name;
    session.state = core::session_state::ended;
    session.ended_at = samples::noon;
    session.room_closed = true;
    auto still = samples::still();
    still.image.assign(100'000, '\xa5');  // many pages
    ASSERT_TRUE(open_.store().commit({.session = session,
                                      .visits = {samples::visit()},
                                      .invites = {samples::customer_link()},
                                      .events = {samples::event()},
                                      .stills = {still}}));
  }

  static inline const base::time_point now = samples::noon + std::chrono::hours{1};
  static inline const core::data_subject whose{.conversations = {samples::conversation}, .sessions = {}};
  testing::open_place<Place> open_;
};

using places = ::testing::Types<testing::sqlite_place, testing::postgresql_place>;
TYPED_TEST_SUITE(erasing, places);

TYPED_TEST(erasing, deletes_nothing_when_no_receipt_can_be_written) {
  EXPECT_THROW(std::ignore = this->open_.store().erase(
                   this->whose, this->now,
                   [](const core::erasure&) -> std::string { throw std::runtime_error{"no ink"}; }),
               std::runtime_error);
  const auto refused =
      this->open_.store().erase(this->whose, this->now, [](const core::erasure&) { return "no digest"; });
  ASSERT_FALSE(refused) << "the table takes digests alone";
  EXPECT_EQ(this->open_.store().gather(this->whose)->size(), 1u);
}

TYPED_TEST(erasing, says_when_the_database_does_not_answer) {
  this->open_.place().execute("UPDATE session SET end_reason = 'boredom'");
  EXPECT_EQ(this->open_.store().gather(this->whose).error().code, core::store_errc::unavailable);
  const auto refused = this->open_.store().erase(this->whose, this->now,
                                                 [](const core::erasure&) { return std::string(64, 'a'); });
  EXPECT_EQ(refused.error().code, core::store_errc::unavailable);
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

using erasing_on_sqlite = erasing<testing::sqlite_place>;

TEST_F(erasing_on_sqlite, leaves_nothing_in_the_files_though_a_server_has_them_open) {
  const auto server = this->open_.open();
  ASSERT_TRUE(server->find_session(samples::session().id));
  const auto image = base::to_base64url(std::string(300, '\xa5'));
  const auto found = [&](const std::string& text) {
    unsigned files = 0;
    for (const auto& file :
         std::filesystem::directory_iterator{std::filesystem::path{this->open_.place().path()}.parent_path()})
      files += text_of(file.path()).find(text) != std::string::npos ? 1 : 0;
    return files;
  };
  EXPECT_GT(found(name), 0u);
  EXPECT_GT(found(image), 0u);
  ASSERT_TRUE(this->open_.store().erase(this->whose, this->now,
                                        [](const core::erasure&) { return std::string(64, 'a'); }));
  EXPECT_EQ(found(name), 0u);
  EXPECT_EQ(found(image), 0u);
  EXPECT_GT(found(std::string(64, 'a')), 0u) << "the files were looked into";
}

}  // namespace
}  // namespace flex_video::store
