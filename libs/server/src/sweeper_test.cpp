#include "running_service.hpp"

#include "flex_video/core/identity.hpp"

namespace flex_video::server {
namespace {

using namespace std::chrono_literals;
using core::samples::ada;

class sweeping : public running_service {
 protected:
  explicit sweeping(options options = test_options()) : running_service(std::move(options)) { start(); }
  void connect(const std::string& identity) {
    const core::room_event event{.kind = core::room_event_kind::participant_connected,
                                 .room = the_session().room,
                                 .identity = identity,
                                 .seen = {.at = clock_.now()}};
    ASSERT_TRUE(service_.on_room_event(event));
    video_.present.push_back(identity);
  }
};

TEST_F(sweeping, leaves_a_session_in_its_time_alone) {
  const auto before = store_.rows.contents();
  EXPECT_EQ(service_.sweep(), sweep_tally{});
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(sweeping, ends_a_session_that_nobody_came_to) {
  clock_.advance(core::policy{}.link_life - 1ms);
  EXPECT_EQ(service_.sweep().ended, 0u);
  clock_.advance(1s);
  const auto tally = service_.sweep();
  EXPECT_EQ(tally.ended, 1u);
  EXPECT_EQ(tally.rooms_closed, 1u) << "in the same round";
  EXPECT_EQ(the_session().end_reason, core::end_reason::idle);
  EXPECT_EQ(video_.completed, std::vector{the_session().room});
  EXPECT_EQ(service_.sweep(), sweep_tally{}) << "once";
}

TEST_F(sweeping, ends_a_call_that_lasted_as_long_as_it_may) {
  connect(core::agent_identity(ada));
  connect("customer:" + text_at(json_of(redeem(customer_code())), "/visit/id"));
  ASSERT_EQ(the_session().state, core::session_state::live);
  clock_.advance(core::policy{}.longest_call);
  EXPECT_EQ(service_.sweep().ended, 1u);
  EXPECT_EQ(the_session().end_reason, core::end_reason::longest_call);
}

TEST_F(sweeping, forgets_a_session_when_it_was_kept_long_enough) {
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  clock_.advance(core::policy{}.retention.value());
  EXPECT_EQ(service_.sweep(), sweep_tally{});
  clock_.advance(1ms);
  core::row_counts gone;
  gone[core::kept_row::session] = gone[core::kept_row::invite] = 1;
  gone[core::kept_row::event] = store_.rows.contents().events.size();
  EXPECT_EQ(service_.sweep(), sweep_tally{.forgotten = gone});
  EXPECT_TRUE(store_.rows.contents().sessions.empty());
  EXPECT_TRUE(store_.rows.contents().events.empty());
}

class keeping_for_good : public sweeping {
 protected:
  static options keeping() {
    auto made = test_options();
    made.policy.retention.reset();
    return made;
  }
  keeping_for_good() : sweeping(keeping()) {}
};

TEST_F(keeping_for_good, forgets_nothing) {
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  clock_.advance(std::chrono::days{36'500});
  EXPECT_EQ(service_.sweep(), sweep_tally{});
  EXPECT_EQ(store_.rows.contents().sessions.size(), 1u);
}

TEST_F(sweeping, closes_the_room_later_when_the_provider_is_down) {
  video_.closing_refusal = core::provider_errc::unavailable;
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  EXPECT_EQ(service_.sweep().failures, 1u);
  EXPECT_FALSE(the_session().room_closed);
  video_.closing_refusal.reset();
  EXPECT_EQ(service_.sweep().rooms_closed, 1u);
  EXPECT_TRUE(the_session().room_closed);
}

TEST_F(sweeping, closes_a_room_that_a_killed_server_left_behind) {
  const auto name = core::room_name(core::samples::sid_of<"WT">(7).text());
  ASSERT_TRUE(store_.note_room({.unique_name = name, .noted_at = clock_.now()}));
  const auto stray = video_.create_room({.unique_name = name, .max_participants = 4}).value();
  EXPECT_EQ(service_.sweep(), sweep_tally{}) << "its start may be under way";
  clock_.advance(2min + 1ms);
  EXPECT_EQ(service_.sweep().strays_closed, 1u);
  EXPECT_EQ(video_.completed, std::vector{stray.sid});
  EXPECT_TRUE(store_.rows.contents().rooms.empty());
}

TEST_F(sweeping, keeps_a_noted_room_that_a_session_has) {
  ASSERT_TRUE(store_.note_room({.unique_name = the_session().room_name, .noted_at = clock_.now()}));
  clock_.advance(3min);
  service_.sweep();
  EXPECT_TRUE(video_.completed.empty());
  EXPECT_TRUE(store_.rows.contents().rooms.empty());
}

TEST_F(sweeping, forgets_a_noted_room_that_was_never_made) {
  ASSERT_TRUE(store_.note_room({.unique_name = "Room-never", .noted_at = clock_.now()}));
  clock_.advance(3min);
  video_.refusal = core::provider_errc::unavailable;
  EXPECT_GT(service_.sweep().failures, 0u);
  EXPECT_EQ(store_.rows.contents().rooms.size(), 1u) << "not while nobody can say";
  video_.refusal.reset();
  service_.sweep();
  EXPECT_TRUE(store_.rows.contents().rooms.empty());
}

TEST_F(sweeping, catches_up_with_reports_that_were_lost) {
  video_.present = {core::agent_identity(ada)};
  EXPECT_EQ(service_.sweep().caught_up, 1u);
  EXPECT_TRUE(the_session().agent_in_room);
  EXPECT_EQ(service_.sweep().caught_up, 0u);
  video_.present.clear();
  EXPECT_EQ(service_.sweep().caught_up, 1u);
  EXPECT_FALSE(the_session().agent_in_room);
}

TEST_F(sweeping, does_not_believe_a_look_that_is_older_than_what_was_told) {
  video_.present = {};
  connect(core::agent_identity(ada));
  video_.present.clear();  // seen before the agent came
  store_.before_commit = [this] {
    auto told = the_session();
    told.customer_name = "changed meanwhile";
    ASSERT_TRUE(store_.rows.commit({.session = told}));
  };
  service_.sweep();
  EXPECT_TRUE(the_session().agent_in_room);
}

TEST_F(sweeping, puts_intruders_out_of_the_room) {
  video_.present = {core::agent_identity(core::samples::ben)};
  service_.sweep();
  EXPECT_EQ(video_.removed, std::vector{core::agent_identity(core::samples::ben)});
}

TEST_F(sweeping, looks_into_every_room_within_twelve_rounds) {
  for (unsigned char number = 100; number < 129; ++number) {
    auto more = core::samples::session(number);
    more.room = video_.create_room({.unique_name = std::to_string(number), .max_participants = 4})->sid;
    more.link_expires_at = clock_.now() + 24h;
    ASSERT_TRUE(store_.rows.commit({.session = more}));
  }
  video_.present = {core::agent_identity(ada)};
  std::size_t caught_up = 0;
  for (int round = 0; round < 12; ++round) {
    const auto tally = service_.sweep();
    EXPECT_LE(tally.caught_up, 3u);
    caught_up += tally.caught_up;
  }
  EXPECT_EQ(caught_up, 30u);
}

TEST_F(sweeping, counts_what_the_store_refuses) {
  clock_.advance(25h);
  store_.refusal = core::store_errc::unavailable;
  EXPECT_GT(service_.sweep().failures, 0u);
  EXPECT_EQ(the_session().state, core::session_state::open);
}

}  // namespace
}  // namespace flex_video::server
