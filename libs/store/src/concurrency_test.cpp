#include "samples.hpp"
#include "testing/database_places.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <thread>
#include <vector>

namespace flex_video::store {
namespace {

namespace samples = core::samples;

constexpr unsigned threads = 8;

template <class Place>
class concurrency : public ::testing::Test {
 protected:
  sql_store& store() { return place_.store(); }

  /// Runs `work` with 0, 1, … on as many threads at once.
  template <class Work>
  static void at_once(Work work) {
    std::vector<std::thread> running;
    for (unsigned char number = 0; number < threads; ++number) running.emplace_back(work, number);
    for (auto& thread : running) thread.join();
  }

  testing::open_place<Place> place_;
};

using places = ::testing::Types<testing::sqlite_place, testing::postgresql_place>;
TYPED_TEST_SUITE(concurrency, places);

TYPED_TEST(concurrency, starts_one_session_of_a_conversation) {
  std::atomic<unsigned> started = 0, refused = 0;
  this->at_once([&](unsigned char number) {
    auto session = samples::session(number);
    session.conversation = samples::conversation;
    const auto written = this->store().commit({.session = session});
    if (written) ++started;
    if (!written && written.error().code == core::store_errc::conflict) ++refused;
  });
  EXPECT_EQ(started, 1u);
  EXPECT_EQ(refused, threads - 1);
  EXPECT_EQ(this->store().open_sessions(std::nullopt)->size(), 1u);
}

TYPED_TEST(concurrency, lets_one_of_those_that_read_the_same_version_write) {
  ASSERT_TRUE(this->store().commit({.session = samples::session()}));
  std::atomic<unsigned> written = 0;
  this->at_once([&](unsigned char number) {
    auto session = samples::session();
    session.version = 1;
    session.handovers = number;
    if (this->store().commit({.session = session, .events = {samples::event(number)}})) ++written;
  });
  EXPECT_EQ(written, 1u);
  EXPECT_EQ(this->store().events_of(samples::session().id)->size(), 1u);
}

TYPED_TEST(concurrency, numbers_events_without_gaps_for_whoever_reads_on_meanwhile) {
  constexpr unsigned each = 10;
  const auto id = samples::session().id;
  ASSERT_TRUE(this->store().commit({.session = samples::session()}));

  std::vector<core::event> read;
  std::atomic<bool> over = false;
  std::thread reader{[&] {
    for (bool last = false; !last;) {
      last = over;  // one reading after the last writing
      const auto more = this->store().events_of(id, read.empty() ? 0 : read.back().number);
      ASSERT_TRUE(more) << more.error().detail;
      read.insert(read.end(), more->begin(), more->end());
    }
  }};
  this->at_once([&](unsigned char number) {
    for (unsigned at = 0; at < each; ++at) {
      const auto event = samples::event(static_cast<unsigned char>(number * each + at));
      const auto written = this->store().commit({.events = {event}});
      ASSERT_TRUE(written) << written.error().detail;
    }
  });
  over = true;
  reader.join();
  ASSERT_EQ(read.size(), threads * each);
  for (unsigned at = 0; at < read.size(); ++at) ASSERT_EQ(read[at].number, at + 1);
}

TYPED_TEST(concurrency, deletes_each_session_once_though_two_replicas_do) {
  constexpr unsigned sessions = 40;
  for (unsigned char number = 0; number < sessions; ++number) {
    auto session = samples::session(number);
    session.state = core::session_state::ended;
    session.ended_at = samples::noon;
    session.room_closed = true;
    auto event = samples::event(number);
    event.session = session.id;
    ASSERT_TRUE(this->store().commit({.session = session, .events = {event}}));
  }
  const auto replica = this->place_.open();
  std::array<core::row_counts, 2> gone;
  const auto forget = [](sql_store& store, core::row_counts& into) {
    for (;;) {
      const auto batch = store.forget_sessions(samples::noon + std::chrono::seconds{1}, 7);
      ASSERT_TRUE(batch) << batch.error().detail;
      into += *batch;
      if (!store.find_session(samples::session(sessions - 1).id)) break;
    }
  };
  std::thread other{[&] { forget(*replica, gone[1]); }};
  forget(this->store(), gone[0]);
  other.join();
  gone[0] += gone[1];
  EXPECT_EQ(gone[0][core::kept_row::session], sessions);
  EXPECT_EQ(gone[0][core::kept_row::event], sessions);
}

TYPED_TEST(concurrency, lets_visits_and_events_of_one_session_be_written_at_once) {
  ASSERT_TRUE(this->store().commit({.session = samples::session()}));
  this->at_once([&](unsigned char number) {
    const auto written =
        this->store().commit({.visits = {samples::visit(number)}, .events = {samples::event(number)}});
    EXPECT_TRUE(written) << written.error().detail;
  });
  EXPECT_EQ(this->store().find_session(samples::session().id)->visits.size(), threads);
}

TYPED_TEST(concurrency, shows_no_reader_half_a_commit) {
  auto session = samples::session();
  auto visit = samples::visit();
  visit.seen = {.at = samples::noon};
  ASSERT_TRUE(this->store().commit({.session = session, .visits = {visit}}));

  std::atomic<bool> over = false;
  std::atomic<unsigned> torn = 0, readings = 0;
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader) {
    readers.emplace_back([&] {
      while (!over) {
        const auto record = this->store().find_session(session.id);
        ASSERT_TRUE(record) << record.error().detail;
        const auto seen = record->visits.front().seen->at - samples::noon;
        if (seen.count() != record->session.handovers) ++torn;
        ++readings;
      }
    });
  }
  for (unsigned written = 1; written <= 200 || readings < 200; ++written) {
    session.version = visit.version = written;
    session.handovers = written;
    visit.seen = {.at = samples::noon + std::chrono::milliseconds{written}};
    if (!this->store().commit({.session = session, .visits = {visit}})) break;
  }
  over = true;
  for (auto& reader : readers) reader.join();
  EXPECT_GE(readings, 200u);
  EXPECT_EQ(torn, 0u);
}

}  // namespace
}  // namespace flex_video::store
