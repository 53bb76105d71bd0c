#include "samples.hpp"
#include "testing/database_places.hpp"
#include "testing/news.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <signal.h>
#include <thread>

namespace flex_video::store {
namespace {

namespace samples = core::samples;
using core::store_errc;
using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::open_place;
using testing::postgresql_place;
using testing::sqlite_place;

const limits hasty{.call = milliseconds{300}, .connections = 1};

/// What `call` refuses with; that it took its time, and not much more.
template <class Call>
std::error_code refused_in_time(Call call) {
  const auto began = steady_clock::now();
  const auto answer = call();
  const auto took = steady_clock::now() - began;
  EXPECT_GE(took, hasty.call);
  EXPECT_LT(took, std::chrono::seconds{10});
  EXPECT_FALSE(answer);
  return answer ? std::error_code{} : answer.error().code;
}

TEST(outage, ends_a_write_on_sqlite_that_another_program_keeps_waiting) {
  open_place<sqlite_place> open{hasty};
  auto other_writer = open.place().hold("BEGIN IMMEDIATE");
  EXPECT_EQ(refused_in_time([&] { return open.store().commit({.session = samples::session()}); }),
            store_errc::unavailable);
  EXPECT_EQ(open.store().find_session(samples::session().id).error().code, store_errc::not_found)
      << "who reads does not wait";
  other_writer.reset();
  EXPECT_TRUE(open.store().commit({.session = samples::session()}));
}

TEST(outage, ends_a_statement_on_postgresql_that_waits_for_a_lock) {
  open_place<postgresql_place> open{hasty};
  auto lock = open.place().hold("BEGIN; LOCK TABLE session IN ACCESS EXCLUSIVE MODE");
  EXPECT_EQ(refused_in_time([&] { return open.store().find_session(samples::session().id); }),
            store_errc::unavailable);
  EXPECT_EQ(refused_in_time([&] { return open.store().commit({.session = samples::session()}); }),
            store_errc::unavailable);
  lock.reset();
  EXPECT_TRUE(open.store().commit({.session = samples::session()}));
}

TEST(outage, costs_one_call_when_all_connections_were_ended) {
  open_place<postgresql_place> open{limits{.connections = 4}};
  ASSERT_TRUE(open.store().commit({.session = samples::session()}));
  {
    const auto lock = open.place().hold("BEGIN; LOCK TABLE visit IN ACCESS EXCLUSIVE MODE");
    std::vector<std::thread> callers;
    for (int caller = 0; caller < 4; ++caller)
      callers.emplace_back([&] { EXPECT_FALSE(open.store().find_session(samples::session().id)); });
    while (open.place().execute("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'flex-video' "
                                "AND datname = current_database() AND wait_event_type = 'Lock'") != "4")
      std::this_thread::yield();
    open.place().execute(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
        "datname = current_database()");
    for (auto& caller : callers) caller.join();
  }
  open.place().execute(
      "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = "
      "'flex-video' AND datname = current_database()");
  EXPECT_EQ(open.store().find_session(samples::session().id).error().code, store_errc::unavailable);
  for (int call = 0; call < 8; ++call) EXPECT_TRUE(open.store().find_session(samples::session().id));
}

/// A server of this test's own, by script/postgresql.
class own_server {
 public:
  own_server()
      : folder_(std::filesystem::temp_directory_path() /
                ("flex-video-outage." + std::to_string(::getpid()))) {
    start();
  }
  own_server(const own_server&) = delete;
  own_server& operator=(const own_server&) = delete;
  ~own_server() { script("remove"); }

  void start() { url_ = script("start"); }
  void stop() { script("stop"); }
  const std::string& url() const { return url_; }

 private:
  std::string script(const std::string& command) const {
    const auto line =
        std::string{FLEX_VIDEO_SCRIPT_POSTGRESQL} + " " + command + " " + folder_.string() + " fsync=off";
    const std::unique_ptr<FILE, int (*)(FILE*)> running{::popen(line.c_str(), "r"), &::pclose};
    std::array<char, 512> text{};
    if (!std::fgets(text.data(), text.size(), running.get())) return {};
    const std::string_view printed{text.data()};
    return std::string{printed.substr(0, printed.find('\n'))};
  }

  std::filesystem::path folder_;
  std::string url_;
};

/// Stops a process, as a machine does that swaps or whose network is gone, until the test is over.
class frozen {
 public:
  explicit frozen(int process) : process_(process) { EXPECT_EQ(::kill(process_, SIGSTOP), 0); }
  frozen(const frozen&) = delete;
  frozen& operator=(const frozen&) = delete;
  ~frozen() { ::kill(process_, SIGCONT); }

 private:
  int process_;
};

// On a server of its own: while one of its processes stands still, PostgreSQL makes and drops no database.
TEST(outage, cuts_off_a_call_that_the_server_does_not_answer) {
  const own_server server;
  const postgresql_place place{server.url()};
  const auto store = open_store(place.url(), hasty).value();
  ASSERT_TRUE(store->commit({.session = samples::session()}));
  const frozen backend{
      std::stoi(place.execute("SELECT pid FROM pg_stat_activity WHERE application_name = 'flex-video' AND "
                              "datname = current_database() ORDER BY backend_start DESC LIMIT 1"))};
  EXPECT_EQ(refused_in_time([&] { return store->find_session(samples::session().id); }),
            store_errc::unavailable);
  EXPECT_TRUE(store->find_session(samples::session().id)) << "on another connection";
}

TEST(outage, is_over_for_store_and_feed_when_the_server_is_back) {
  own_server server;
  testing::news heard;
  auto store = open_store(base::secret{server.url()}).value();
  ASSERT_TRUE(store->commit({.session = samples::session()}));
  store->listen(heard.listener());
  ASSERT_TRUE(heard.comes(std::nullopt));

  server.stop();
  for (int call = 0; call < 3; ++call)
    EXPECT_EQ(store->find_session(samples::session().id).error().code, store_errc::unavailable);
  server.start();
  EXPECT_TRUE(store->find_session(samples::session().id)) << "the first call after it is back";
  EXPECT_TRUE(heard.comes(std::nullopt, 2));

  server.stop();
  const auto began = steady_clock::now();
  store.reset();
  EXPECT_LT(steady_clock::now() - began, std::chrono::seconds{5});
}

}  // namespace
}  // namespace flex_video::store
