#include "flex_video/store/open_store.hpp"

#include "samples.hpp"
#include "testing/database_places.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace flex_video::store {
namespace {

namespace samples = core::samples;
using core::store_errc;
using std::filesystem::path;

TEST(open_store, refuses_what_is_no_url) {
  EXPECT_EQ(open_store(base::secret{"mysql://host/db"}).error().code, errc::invalid_url);
}

TEST(open_store, can_not_reach_a_file_in_a_folder_that_is_not_there) {
  const testing::sqlite_place place;
  const auto refused = open_store(base::secret{"sqlite:" + place.path() + "/store.sqlite"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable);
}

TEST(open_store, does_not_touch_a_file_that_is_no_database) {
  const testing::sqlite_place place;
  std::ofstream{place.path()} << std::string(4096, 'x');
  const auto refused = open_store(place.url());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable);
  EXPECT_EQ(std::filesystem::file_size(place.path()), 4096u);
}

TEST(open_store, makes_files_that_nobody_else_may_read) {
  testing::open_place<testing::sqlite_place> open;
  ASSERT_TRUE(open.store().commit({.session = samples::session()}));
  unsigned files = 0;
  for (const auto& file : std::filesystem::directory_iterator{path{open.place().path()}.parent_path()}) {
    ++files;
    EXPECT_EQ(file.status().permissions(), std::filesystem::perms{0600}) << file.path();
  }
  EXPECT_EQ(files, 3u) << "the database, its log and the log's index";
}

/// Whether another process, should it be the last to close the database, is kept from deleting its log by a
/// lock of ours on SQLite's shared bytes (https://www.sqlite.org/fileformat2.html#the_lock_byte_page).
bool holds_lock(const std::string& file) {
  const auto other = fork();
  if (other == 0) {
    struct flock wanted{};
    wanted.l_type = F_WRLCK;
    wanted.l_whence = SEEK_SET;
    wanted.l_start = 0x40000000 + 2;
    wanted.l_len = 510;
    const int opened = open(file.c_str(), O_RDWR | O_CLOEXEC);
    _exit(fcntl(opened, F_GETLK, &wanted) == 0 && wanted.l_type != F_UNLCK ? 1 : 0);
  }
  int held = 0;
  waitpid(other, &held, 0);
  return WIFEXITED(held) && WEXITSTATUS(held) == 1;
}

TEST(open_store, keeps_its_lock_on_the_file_however_many_connections_follow) {
  testing::open_place<testing::sqlite_place> open;
  ASSERT_TRUE(open.store().commit({.session = samples::session()}));
  EXPECT_TRUE(holds_lock(open.place().path()));
  ASSERT_TRUE(open.store().find_session(samples::session().id));
  EXPECT_TRUE(holds_lock(open.place().path())) << "another connection was made";
}

TEST(open_store, takes_any_path) {
  const testing::sqlite_place place;
  const auto odd = path{place.path()}.parent_path() / "a = b  c; 'd'%20.sqlite";
  ASSERT_TRUE(open_store(base::secret{odd.string()}));
  EXPECT_TRUE(std::filesystem::exists(odd));
}

TEST(open_store, tells_no_password_that_the_server_refuses) {
  const testing::postgresql_place place;
  std::string url{place.url().reveal()};
  const auto from = url.find(':', url.find("://") + 3) + 1;
  url.replace(from, url.find('@') - from, "open-sesame");
  const auto refused = open_store(base::secret{url});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::unreachable);
  EXPECT_NE(refused.error().detail.find("password authentication failed"), std::string::npos);
  EXPECT_EQ(refused.error().detail.find("open-sesame"), std::string::npos);
}

TEST(open_store, refuses_tables_of_a_newer_program) {
  testing::open_place<testing::sqlite_place> open;
  open.place().execute("INSERT INTO schema_version VALUES (1000, 0)");
  EXPECT_EQ(open_store(open.place().url()).error().code, errc::newer_schema);
}

TEST(open_store, says_when_a_migration_fails) {
  const testing::sqlite_place place;
  place.execute("CREATE TABLE session (x INTEGER)");
  const auto refused = open_store(place.url());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, errc::not_migrated);
}

using places = ::testing::Types<testing::sqlite_place, testing::postgresql_place>;

TEST(read_schema, makes_no_file) {
  const testing::sqlite_place place;
  const auto schema = read_schema(place.url());
  ASSERT_TRUE(schema);
  EXPECT_EQ(schema->version, 0u);
  EXPECT_GE(schema->known, 1u);
  EXPECT_FALSE(std::filesystem::exists(place.path()));
}

TEST(read_schema, refuses_what_can_not_be_asked) {
  EXPECT_EQ(read_schema(base::secret{"mysql://host/db"}).error().code, errc::invalid_url);
  EXPECT_EQ(read_schema(base::secret{"postgresql://u:p@127.0.0.1:1/d"}).error().code, errc::unreachable);
  const testing::sqlite_place place;
  std::ofstream{place.path()} << std::string(4096, 'x');
  EXPECT_EQ(read_schema(place.url()).error().code, errc::unreachable);
}

template <class Place>
class schema_of : public ::testing::Test {};
TYPED_TEST_SUITE(schema_of, places);

TYPED_TEST(schema_of, an_empty_database_is_0_and_stays_empty) {
  const TypeParam place;
  place.execute("CREATE TABLE other (x INTEGER)");
  EXPECT_EQ(read_schema(place.url()).value().version, 0u);
  EXPECT_EQ(read_schema(place.url()).value().version, 0u);
  EXPECT_TRUE(open_store(place.url()));
}

TYPED_TEST(schema_of, an_opened_database_is_what_is_known_until_a_newer_program_comes) {
  testing::open_place<TypeParam> open;
  const auto schema = read_schema(open.place().url()).value();
  EXPECT_EQ(schema.version, schema.known);
  open.place().execute("INSERT INTO schema_version VALUES (1000, 0)");
  EXPECT_EQ(read_schema(open.place().url()).value().version, 1000u);
}

template <class Place>
class stored_rows : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(open_.store().commit(
        {.session = samples::session(), .visits = {samples::visit()}, .events = {samples::event()}}));
  }

  template <class Value>
  static void expect_unavailable(const base::result<Value>& answer, const char* column) {
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, store_errc::unavailable);
    EXPECT_NE(answer.error().detail.find(column), std::string::npos) << answer.error().detail;
  }

  testing::open_place<Place> open_;
};

TYPED_TEST_SUITE(stored_rows, places);

TYPED_TEST(stored_rows, outlive_the_store) {
  EXPECT_EQ(this->open_.open()->find_session(samples::session().id)->visits.size(), 1u);
}

TYPED_TEST(stored_rows, that_nobody_wrote_are_a_failure) {
  auto& store = this->open_.store();
  const auto id = samples::session().id;
  this->open_.place().execute("UPDATE event SET kind = 'levitated'");
  this->expect_unavailable(store.events_of(id), "kind");
  this->open_.place().execute("UPDATE visit SET device = '!!!!!!!!!!!!!!!!!!!!!!'");
  this->expect_unavailable(store.find_session(id), "device");
  this->open_.place().execute("UPDATE session SET end_reason = 'boredom'");
  this->expect_unavailable(store.find_session(id), "end_reason");
  this->open_.place().execute("UPDATE session SET end_reason = NULL, handovers = 5000000000");
  this->expect_unavailable(store.find_session(id), "handovers");
  this->open_.place().execute("UPDATE session SET room = '" + std::string(34, '?') + "'");
  this->expect_unavailable(store.open_sessions(std::nullopt), "room");
}

TYPED_TEST(stored_rows, are_guarded_by_the_tables_too) {
  this->open_.store().commit({.session = samples::session(2)}).value();
  for (const char* sql :
       {"UPDATE session SET state = 'opened'", "UPDATE session SET agent_in_room = 2",
        "UPDATE session SET id = 'short'", "UPDATE session SET version = 0",
        "UPDATE session SET conversation = (SELECT MAX(conversation) FROM session)",
        "UPDATE visit SET state = 'sleeping'", "UPDATE visit SET role = 'stranger'",
        "INSERT INTO event SELECT 'AAAAAAAAAAAAAAAAAAAAAB', session, visit, kind, actor, detail, at, number "
        "FROM event",
        "UPDATE event SET number = 0"})
    EXPECT_THROW(this->open_.place().execute(sql), std::runtime_error) << sql;
}

TYPED_TEST(stored_rows, belong_to_a_session) {
  auto stray = samples::visit(2);
  stray.session = samples::id<core::session_id>(9);
  const auto refused = this->open_.store().commit({.visits = {stray}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, store_errc::unavailable);
}

TYPED_TEST(stored_rows, hold_an_event_once) {
  const auto again = this->open_.store().commit({.events = {samples::event()}});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, store_errc::conflict);
}

TYPED_TEST(stored_rows, hold_no_zero_byte) {
  auto session = samples::session(2);
  session.customer_name = std::string{"Cus\0Tomer", 9};
  this->expect_unavailable(this->open_.store().commit({.session = session}), "customer_name");
}

TYPED_TEST(stored_rows, leave_a_webhook_that_was_applied_its_key_alone) {
  ASSERT_TRUE(this->open_.store().keep(samples::webhook()));
  EXPECT_NE(this->open_.place().execute("SELECT body FROM webhook"), "");
  ASSERT_TRUE(this->open_.store().settle(samples::webhook().key));
  EXPECT_EQ(this->open_.place().execute("SELECT body FROM webhook"), "");
  EXPECT_EQ(this->open_.place().execute("SELECT key FROM webhook"), samples::webhook().key);
}

TYPED_TEST(stored_rows, do_not_show_in_refusals) {
  const auto device = samples::visit().device->str();
  const auto conflict = this->open_.store().commit({.visits = {samples::visit()}});
  ASSERT_FALSE(conflict);
  EXPECT_EQ(conflict.error().detail.find(device), std::string::npos) << conflict.error().detail;
  auto stray = samples::visit(2);
  stray.device = samples::visit().device;
  stray.session = samples::id<core::session_id>(9);
  const auto refused = this->open_.store().commit({.visits = {stray}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail.find(device), std::string::npos) << refused.error().detail;
}

}  // namespace
}  // namespace flex_video::store
