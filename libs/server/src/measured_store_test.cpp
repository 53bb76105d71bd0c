#include "flex_video/server/measured_store.hpp"

#include "fake_ports.hpp"
#include "session_store_contract.hpp"

#include "flex_video/core/memory_store.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::HasSubstr;

struct measured_maker {
  core::session_store& store() { return measured; }
  core::memory_store rows;
  metrics counts;
  measured_store measured{rows, counts};
};

}  // namespace
}  // namespace flex_video::server

namespace flex_video::core {
INSTANTIATE_TYPED_TEST_SUITE_P(measured, session_store_contract, server::measured_maker);
}

namespace flex_video::server {
namespace {

class measured_stores : public testing::Test {
 protected:
  void happen(core::event_kind kind, std::string detail = {}, bool of_visit = false) {
    auto event = core::samples::event();
    event.kind = kind;
    event.detail = std::move(detail);
    if (of_visit) event.visit = core::samples::visit().id;
    ASSERT_TRUE(measured_.commit({.events = {event}}));
  }

  fakes::store rows_;
  metrics counts_;
  measured_store measured_{rows_, counts_};
};

TEST_F(measured_stores, count_the_funnel_from_what_was_committed) {
  happen(core::event_kind::session_started);
  happen(core::event_kind::visit_opened);
  happen(core::event_kind::visit_admitted);
  happen(core::event_kind::participant_connected);
  happen(core::event_kind::participant_connected, {}, true);
  happen(core::event_kind::first_frame, "1500");
  happen(core::event_kind::session_ended, "task_ended");
  const auto text = counts_.text();
  EXPECT_THAT(text, HasSubstr("step=\"in_room\"} 1\n")) << "the agent is not a guest";
  EXPECT_THAT(text, HasSubstr("step=\"opened\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("reason=\"task_ended\"} 1\n"));
  EXPECT_THAT(text, HasSubstr("1.5\n")) << "the sum of the seconds until the first frame";
}

TEST_F(measured_stores, count_what_was_forgotten) {
  auto session = core::samples::session();
  session.state = core::session_state::ended;
  session.ended_at = core::samples::noon;
  session.room_closed = true;
  ASSERT_TRUE(measured_.commit({.session = session}));
  ASSERT_TRUE(measured_.forget_sessions(core::samples::noon, 10));
  EXPECT_THAT(counts_.text(), HasSubstr("forgotten_rows_total{row=\"session\"} 0\n"));
  ASSERT_TRUE(measured_.forget_sessions(core::samples::noon + std::chrono::seconds{1}, 10));
  EXPECT_THAT(counts_.text(), HasSubstr("forgotten_rows_total{row=\"session\"} 1\n"));
}

TEST_F(measured_stores, count_nothing_that_was_refused_but_the_conflict) {
  rows_.refusal = core::store_errc::conflict;
  auto event = core::samples::event();
  EXPECT_FALSE(measured_.commit({.events = {event}}));
  EXPECT_THAT(counts_.text(), HasSubstr("conflicts_total 1\n"));
  EXPECT_THAT(counts_.text(), HasSubstr("step=\"sent\"} 0\n"));
}

TEST_F(measured_stores, take_no_other_detail_for_a_time) {
  for (const auto* detail : {"", "x", "12x", "-5"}) happen(core::event_kind::first_frame, detail);
  EXPECT_THAT(counts_.text(), HasSubstr("first_frame_seconds_count 0\n"));
}

}  // namespace
}  // namespace flex_video::server
