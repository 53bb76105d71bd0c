#include "live_sessions.hpp"

#include "fake_ports.hpp"
#include "fake_stream.hpp"

#include "flex_video/core/closing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace flex_video::server {
namespace {

using core::samples::ada;
using core::samples::ben;
using core::samples::noon;
using testing::ElementsAre;
using testing::IsEmpty;

const auto session = core::samples::id<core::session_id>(1);

/// One session with one event, and both threads stepped by hand.
class live : public testing::Test {
 protected:
  live() {
    sessions_->listen_to(store_.rows);
    auto record = core::samples::record();
    EXPECT_TRUE(store_.commit(
        {.session = record.session, .visits = {core::samples::visit()}, .events = {core::samples::event()}}));
    settle();
  }

  std::shared_ptr<fakes::client> follow(std::optional<unsigned> after = std::nullopt,
                                        viewer who = flex_viewer{ada, false, noon + std::chrono::hours{1}}) {
    auto client = std::make_shared<fakes::client>();
    sessions_->subscribe(session, {.who = who, .after = after, .place = nullptr},
                         std::make_shared<fakes::stream>(client));
    return client;
  }
  /// Something happens; it gets the next number.
  void happen(core::event_kind kind = core::event_kind::page_opened) {
    auto event = core::samples::event(++last_event_);
    event.kind = kind;
    EXPECT_TRUE(store_.commit({.events = {event}}));
  }
  void end() {
    const auto record = store_.rows.find_session(session).value();
    EXPECT_TRUE(
        store_.commit(core::end_session(record, core::end_reason::agent_ended, "x", clock_.now(), random_)));
  }
  void hand_over_to_ben() {
    auto changed = store_.rows.find_session(session).value().session;
    changed.worker = ben;
    auto event = core::samples::event(++last_event_);
    event.kind = core::event_kind::session_handed_over;
    EXPECT_TRUE(store_.commit({.session = changed, .events = {event}}));
  }

  static void step(std::deque<std::function<void()>>& tasks) {
    ASSERT_FALSE(tasks.empty());
    const auto task = std::move(tasks.front());
    tasks.pop_front();
    task();
  }
  /// One read happens on the worker; its outcome waits for the loop.
  void read() { step(to_run_); }
  void run_loop() {
    while (!posted_.empty()) step(posted_);
  }
  void settle() {
    while (!to_run_.empty() || !posted_.empty()) to_run_.empty() ? run_loop() : read();
  }

  fakes::store store_;
  base::manual_clock clock_{noon};
  base::counting_random random_;
  core::policy policy_;
  std::deque<std::function<void()>> to_run_, posted_;
  threads threads_{
      .run = [this](std::function<void()> task) { to_run_.push_back(std::move(task)); },
      .post_to_loop = [this](std::function<void()> task) { posted_.push_back(std::move(task)); }};
  std::shared_ptr<live_sessions> sessions_ =
      std::make_shared<live_sessions>(store_, policy_, clock_, threads_);
  unsigned char last_event_ = 1;
};

TEST_F(live, sends_a_snapshot_and_then_events_in_order) {
  const auto client = follow();
  EXPECT_THAT(client->ids(), IsEmpty()) << "nothing is read on the loop";
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1"));
  happen();
  happen();
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1", "event 2", "event 3"));
  EXPECT_FALSE(client->closed);
}

TEST_F(live, reads_one_at_a_time_and_once_more_for_news_meanwhile) {
  const auto client = follow();
  settle();
  for (int i = 0; i < 5; ++i) happen();
  run_loop();
  EXPECT_EQ(to_run_.size(), 1u) << "five words, one read under way";
  read();
  run_loop();
  EXPECT_EQ(to_run_.size(), 1u) << "one more for all that came meanwhile";
  read();
  run_loop();
  EXPECT_THAT(to_run_, IsEmpty());
  EXPECT_THAT(client->ids(),
              ElementsAre("snapshot 1", "event 2", "event 3", "event 4", "event 5", "event 6"));
}

TEST_F(live, misses_nothing_that_happens_between_read_and_delivery) {
  const auto client = follow();
  read();
  happen();
  run_loop();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1"));
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1", "event 2"));
}

TEST_F(live, resumes_after_the_event_that_the_client_has) {
  happen();
  happen();
  const auto behind = follow(1);
  const auto up_to_date = follow(3);
  settle();
  EXPECT_THAT(behind->ids(), ElementsAre("event 2", "event 3", "snapshot 3"));
  EXPECT_THAT(up_to_date->ids(), ElementsAre("snapshot 3"));
  happen();
  settle();
  EXPECT_THAT(behind->ids(), ElementsAre("event 2", "event 3", "snapshot 3", "event 4"));
  EXPECT_THAT(up_to_date->ids(), ElementsAre("snapshot 3", "event 4"));
}

TEST_F(live, sends_a_snapshot_to_who_names_an_event_that_never_was) {
  const auto client = follow(4'000'000'000);
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1"));
  const auto from_the_start = follow(0);
  settle();
  EXPECT_THAT(from_the_start->ids(), ElementsAre("snapshot 1"));
}

TEST_F(live, serves_each_subscriber_from_where_it_is) {
  const auto first = follow();
  settle();
  happen();
  run_loop();
  read();
  const auto fresh = follow();
  const auto resumed = follow(1);
  const auto lost = follow(99);
  settle();
  EXPECT_THAT(first->ids(), ElementsAre("snapshot 1", "event 2"));
  EXPECT_THAT(fresh->ids(), ElementsAre("snapshot 2"));
  EXPECT_THAT(resumed->ids(), ElementsAre("event 2", "snapshot 2"));
  EXPECT_THAT(lost->ids(), ElementsAre("snapshot 2"));
}

TEST_F(live, ends_after_session_ended_has_been_sent) {
  const auto client = follow();
  settle();
  end();
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1", "event 2"));
  EXPECT_TRUE(client->closed);
  EXPECT_EQ(sessions_->subscribers(), 0u);
}

TEST_F(live, tells_a_late_comer_that_it_has_ended_and_ends) {
  end();
  const auto fresh = follow();
  const auto resumed = follow(1);
  const auto has_all = follow(2);
  settle();
  EXPECT_THAT(fresh->ids(), ElementsAre("snapshot 2"));
  EXPECT_THAT(resumed->ids(), ElementsAre("event 2"));
  EXPECT_THAT(has_all->ids(), IsEmpty());
  for (const auto& client : {fresh, resumed, has_all}) EXPECT_TRUE(client->closed);
}

TEST_F(live, sends_session_ended_that_is_written_while_it_reads) {
  const auto client = follow();
  settle();
  happen();
  run_loop();
  store_.after_events = [this] { end(); };
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1", "event 2", "event 3"));
  EXPECT_TRUE(client->closed);
}

TEST_F(live, forgets_who_goes_away_in_mid_read) {
  const auto client = follow();
  read();
  client->hang_up();
  EXPECT_TRUE(client->closed);
  const auto next = follow();
  EXPECT_THAT(to_run_, IsEmpty()) << "still one read at a time";
  settle();
  EXPECT_THAT(client->ids(), IsEmpty());
  EXPECT_THAT(next->ids(), ElementsAre("snapshot 1"));
  next->hang_up();
  happen();
  settle();
  EXPECT_EQ(sessions_->subscribers(), 0u);
}

TEST_F(live, drops_a_client_that_is_too_slow) {
  const auto slow = follow();
  const auto other = follow();
  settle();
  slow->too_slow = true;
  happen();
  settle();
  EXPECT_TRUE(slow->closed);
  EXPECT_THAT(other->ids(), ElementsAre("snapshot 1", "event 2"));
  other->too_slow = true;
  sessions_->send_heartbeats();
  EXPECT_EQ(sessions_->subscribers(), 0u);
}

TEST_F(live, lets_a_former_agent_go_with_the_handover) {
  const auto former = follow();
  const auto supervisor = follow(std::nullopt, flex_viewer{ben, true, noon + std::chrono::hours{1}});
  const auto guest = follow(std::nullopt, guest_viewer{core::samples::id<core::visit_id>(1)});
  settle();
  hand_over_to_ben();
  happen();
  settle();
  EXPECT_THAT(former->ids(), ElementsAre("snapshot 1", "event 2"));
  EXPECT_TRUE(former->closed);
  EXPECT_THAT(supervisor->ids(), ElementsAre("snapshot 1", "event 2", "event 3"));
  EXPECT_THAT(guest->ids(), ElementsAre("snapshot 1", "event 2"));
  EXPECT_FALSE(guest->closed);
}

TEST_F(live, shows_nothing_to_who_was_let_in_just_before_the_handover) {
  const auto former = follow();
  hand_over_to_ben();
  settle();
  EXPECT_THAT(former->ids(), IsEmpty());
  EXPECT_TRUE(former->closed);
}

TEST_F(live, ends_when_the_flex_token_expires) {
  const auto client = follow(std::nullopt, flex_viewer{ada, false, noon + std::chrono::minutes{1}});
  settle();
  clock_.advance(std::chrono::milliseconds{59'999});
  sessions_->poll();
  settle();
  EXPECT_FALSE(client->closed);
  clock_.advance(std::chrono::milliseconds{1});
  sessions_->poll();
  EXPECT_TRUE(client->closed);
}

TEST_F(live, finds_by_polling_what_no_word_came_of) {
  const auto client = follow();
  settle();
  happen();
  posted_.clear();
  sessions_->poll();
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1", "event 2"));
}

TEST_F(live, reads_every_session_when_any_may_have_news) {
  const auto client = follow();
  settle();
  happen();
  posted_.clear();
  sessions_->on_news(std::nullopt);
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1", "event 2"));
}

TEST_F(live, tries_again_after_a_read_that_failed_or_never_ran) {
  store_.refusal = core::store_errc::unavailable;
  const auto client = follow();
  settle();
  EXPECT_THAT(client->ids(), IsEmpty());
  store_.refusal.reset();
  sessions_->poll();
  to_run_.clear();  // the workers' queue was full
  settle();
  EXPECT_THAT(client->ids(), IsEmpty());
  sessions_->poll();
  settle();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot 1"));
}

TEST_F(live, reads_nothing_for_nobody) {
  happen();
  sessions_->poll();
  settle();
  EXPECT_EQ(store_.event_reads, 0);
}

TEST_F(live, may_be_gone_before_its_reads_and_streams_are) {
  const auto client = follow();
  read();
  sessions_.reset();
  settle();
  happen();
  settle();
  client->hang_up();
  EXPECT_TRUE(client->closed);
  EXPECT_THAT(client->ids(), IsEmpty());
}

}  // namespace
}  // namespace flex_video::server
