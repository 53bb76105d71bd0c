#include "migrations.hpp"

#include "postgresql_database.hpp"
#include "sqlite_database.hpp"
#include "testing/database_places.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace flex_video::store {
namespace {

const base::time_point now{std::chrono::seconds{1'800'000'000}};

TEST(migrations, tells_each_database_what_is_for_all_and_then_what_is_for_it) {
  const migration_file files[]{
      {"0001_a.sql", "a"}, {"0001_a.postgresql.sql", "a of postgresql"}, {"0002_b.sql", "b"}};
  const auto postgresql = migrations_for("postgresql", files), sqlite = migrations_for("sqlite", files);
  ASSERT_EQ(postgresql.size(), 2u);
  EXPECT_EQ(postgresql[0].scripts, (std::vector<std::string>{"a", "a of postgresql"}));
  EXPECT_EQ(postgresql[1].scripts, std::vector<std::string>{"b"});
  ASSERT_EQ(sqlite.size(), 2u);
  EXPECT_EQ(sqlite[0].scripts, std::vector<std::string>{"a"});
}

TEST(migrations, takes_no_files_with_a_number_missing) {
  const migration_file gap[]{{"0001_a.sql", "a"}, {"0003_c.sql", "c"}};
  EXPECT_THROW(migrations_for("sqlite", gap), std::logic_error);
  const migration_file only_a_variant[]{{"0001_a.sqlite.sql", "a"}};
  EXPECT_THROW(migrations_for("sqlite", only_a_variant), std::logic_error);
}

std::unique_ptr<database> database_at(const testing::sqlite_place& place) {
  return make_sqlite_database({place.path()}, {});
}
std::unique_ptr<database> database_at(const testing::postgresql_place& place) {
  return make_postgresql_database({place.url()}, {});
}

template <class Place>
class migrating : public ::testing::Test {
 protected:
  base::result<void> migrate_to(const std::vector<migration>& migrations) {
    return migrate(*database_->connect(), database_->speech(), migrations, now);
  }

  Place place_;
  std::unique_ptr<database> database_ = database_at(place_);
};

using places = ::testing::Types<testing::sqlite_place, testing::postgresql_place>;
TYPED_TEST_SUITE(migrating, places);

const migration one{.number = 1, .scripts = {"CREATE TABLE a (x INTEGER); INSERT INTO a VALUES (1)"}};
const migration two{.number = 2, .scripts = {"INSERT INTO a VALUES (2)", "CREATE TABLE b (y INTEGER)"}};

TYPED_TEST(migrating, runs_each_migration_once) {
  ASSERT_TRUE(this->migrate_to({one}));
  ASSERT_TRUE(this->migrate_to({one, two}));
  ASSERT_TRUE(this->migrate_to({one, two}));
  const statement_text rows{.sql = "SELECT COUNT(*) FROM a", .columns = 1};
  EXPECT_EQ(this->database_->connect()->run(rows).rows, std::vector<row>{{"2"}});
}

TYPED_TEST(migrating, takes_back_what_a_failing_migration_did_before) {
  ASSERT_TRUE(this->migrate_to({one}));
  auto broken = two;
  broken.scripts.push_back("CREATE TABLE c (");
  EXPECT_THROW(std::ignore = this->migrate_to({one, broken}), soci::soci_error);
  EXPECT_TRUE(this->migrate_to({one, two})) << "b is not there";
}

TYPED_TEST(migrating, refuses_a_database_of_a_newer_program) {
  ASSERT_TRUE(this->migrate_to({one, two}));
  const auto refused = this->migrate_to({one});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::newer_schema);
  EXPECT_EQ(refused.error().detail,
            "the database's tables are at version 2, this program knows them up to 1");
}

TYPED_TEST(migrating, lets_several_start_at_once) {
  std::vector<std::thread> starting;
  for (int program = 0; program < 4; ++program) {
    starting.emplace_back([this] {
      const auto opened = open_store(this->place_.url());
      EXPECT_TRUE(opened) << opened.error().detail;
    });
  }
  for (auto& thread : starting) thread.join();
}

}  // namespace
}  // namespace flex_video::store
