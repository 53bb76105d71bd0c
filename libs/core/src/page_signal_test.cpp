#include "flex_video/core/page_signal.hpp"

#include "samples.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"

#include <gtest/gtest.h>

namespace flex_video::core {
namespace {

using samples::noon;
using enum page_signal_kind;

class page_signals : public testing::Test {
 protected:
  base::result<change> tell(page_signal_kind kind, unsigned value = 0) {
    auto told = record_signal(record_, record_.visits[0], {.kind = kind, .value = value}, noon, random_);
    if (told) apply(record_, *told);
    return told;
  }

  base::result<change> rate(unsigned value, std::string comment) {
    auto told = record_signal(record_, record_.visits[0],
                              {.kind = rated, .value = value, .comment = std::move(comment)}, noon, random_);
    if (told) apply(record_, *told);
    return told;
  }

  base::result<change> consent(std::string version) {
    auto told =
        record_signal(record_, record_.visits[0],
                      {.kind = consented, .version = std::move(version), .language = "pt-BR"}, noon, random_);
    if (told) apply(record_, *told);
    return told;
  }

  session_record record_ = [] {
    auto record = samples::record();
    record.visits = {samples::visit(1, visit_state::in_room)};
    record.session.idle_since.reset();
    return record;
  }();
  base::counting_random random_;
};

TEST_F(page_signals, become_events_of_their_visit) {
  const std::pair<page_signal_kind, event_kind> kinds[] = {
      {opened, event_kind::page_opened},          {camera_asked, event_kind::camera_asked},
      {camera_denied, event_kind::camera_denied}, {camera_granted, event_kind::camera_granted},
      {connected, event_kind::first_frame},       {quality, event_kind::network_quality}};
  for (const auto& [told, kind] : kinds) {
    const auto change = tell(told, 3);
    ASSERT_TRUE(change);
    EXPECT_EQ(change->session, record_.session) << "so that it can't come after the end";
    EXPECT_EQ(change->visits.at(0).state, visit_state::in_room);
    EXPECT_EQ(change->events.at(0).kind, kind);
    EXPECT_EQ(change->events.at(0).visit, samples::visit(1).id);
    EXPECT_EQ(change->events.at(0).actor, customer_identity(samples::visit(1).id));
    EXPECT_EQ(change->events.at(0).detail, values_of(told).largest > 0 ? "3" : "");
  }
}

TEST_F(page_signals, rate_the_call_when_it_is_over_too) {
  ASSERT_TRUE(rate(4, ""));
  record_.session.state = session_state::ended;
  const auto change = rate(5, "Good \x01picture,\nthank you");
  ASSERT_TRUE(change);
  EXPECT_EQ(change->events.at(0).kind, event_kind::call_rated);
  EXPECT_EQ(change->events.at(0).detail, "5 Good picture, thank you");
  EXPECT_EQ(record_.session.state, session_state::ended);
  EXPECT_EQ(tell(left).error().code, errc::session_ended);
}

TEST_F(page_signals, keep_a_consent_with_its_text_and_language) {
  EXPECT_FALSE(core::consented(record_.visits[0]));
  const auto change = consent("2026-11-24");
  ASSERT_TRUE(change);
  EXPECT_EQ(change->events.at(0).kind, event_kind::consent_given);
  EXPECT_EQ(change->events.at(0).detail, "2026-11-24 pt-BR");
  EXPECT_EQ(change->events.at(0).at, noon);
  EXPECT_EQ(record_.visits[0].consent, "2026-11-24");
  ASSERT_TRUE(tell(quality, 3));
  EXPECT_EQ(record_.visits[0].consent, "2026-11-24") << "whatever is told afterwards";
}

TEST_F(page_signals, keep_a_first_consent_however_many_there_were) {
  record_.visits[0].signals = most_signals;
  ASSERT_TRUE(consent("1"));
  EXPECT_EQ(consent("1").error().code, errc::too_many_signals);
}

TEST_F(page_signals, know_what_names_a_text_of_consent) {
  for (const auto* text : {"1", "2026-11-24", "v1.2_de"}) EXPECT_TRUE(is_consent_version(text)) << text;
  for (const auto* text : {"", "two words", "a\n", "é"}) EXPECT_FALSE(is_consent_version(text)) << text;
  EXPECT_TRUE(is_consent_version(std::string(64, 'x')));
  EXPECT_FALSE(is_consent_version(std::string(65, 'x')));
}

TEST_F(page_signals, cut_a_comment_off_that_is_too_long) {
  const auto change = rate(1, std::string(most_comment_characters + 1, 'x'));
  ASSERT_TRUE(change);
  EXPECT_EQ(change->events.at(0).detail, "1 " + std::string(most_comment_characters, 'x'));
}

TEST_F(page_signals, of_somebody_who_was_put_out_rate_nothing) {
  record_.visits[0].state = visit_state::removed;
  EXPECT_EQ(rate(1, "").error().code, errc::visit_denied);
}

TEST_F(page_signals, give_up_the_place_of_who_leaves) {
  const auto change = tell(left);
  ASSERT_TRUE(change);
  EXPECT_EQ(change->events.at(0).kind, event_kind::visit_left);
  EXPECT_EQ(change->expelled, std::vector{customer_identity(samples::visit(1).id)});
  EXPECT_EQ(record_.visits[0].state, visit_state::left);
  EXPECT_EQ(record_.session.idle_since, noon) << "nobody is left";
}

TEST_F(page_signals, start_no_idle_time_while_somebody_stays) {
  record_.session.agent_in_room = true;
  ASSERT_TRUE(tell(left));
  EXPECT_FALSE(record_.session.idle_since);
}

TEST_F(page_signals, keep_who_waits_waiting) {
  record_.visits[0].state = visit_state::waiting;
  ASSERT_TRUE(tell(left));
  EXPECT_EQ(record_.visits[0].state, visit_state::waiting);
}

TEST_F(page_signals, of_one_visit_are_limited) {
  for (unsigned told = 0; told < most_signals; ++told) ASSERT_TRUE(tell(quality, 3)) << told;
  EXPECT_EQ(record_.visits[0].signals, most_signals);
  EXPECT_EQ(tell(quality, 3).error().code, errc::too_many_signals);
  EXPECT_EQ(tell(opened).error().code, errc::too_many_signals);
}

TEST_F(page_signals, give_up_a_place_however_many_there_were) {
  record_.visits[0].signals = most_signals;
  ASSERT_TRUE(tell(left));
  EXPECT_EQ(record_.visits[0].state, visit_state::left);
  EXPECT_EQ(tell(left).error().code, errc::too_many_signals) << "there is no place left to give up";
}

TEST_F(page_signals, of_an_agent_s_device_are_the_agent_s) {
  record_.visits[0].role = invite_role::agent;
  EXPECT_EQ(tell(opened)->events.at(0).actor, agent_identity(samples::ada));
  record_.session.handovers = 1;
  EXPECT_EQ(tell(opened).error().code, errc::visit_denied) << "a former agent's";
}

TEST_F(page_signals, are_not_heard_after_the_end_or_from_who_was_put_out) {
  record_.visits[0].state = visit_state::removed;
  EXPECT_EQ(tell(opened).error().code, errc::visit_denied);
  record_.session.state = session_state::ended;
  EXPECT_EQ(tell(opened).error().code, errc::session_ended);
}

}  // namespace
}  // namespace flex_video::core
