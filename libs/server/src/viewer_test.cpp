#include "viewer.hpp"

#include "samples.hpp"

#include "flex_video/core/identity.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using core::event_kind;
using core::samples::ada;
using core::samples::ben;
using core::samples::noon;
using testing::HasSubstr;
using testing::Not;

const viewer agent = flex_viewer{ada, false, noon};
const viewer supervisor = flex_viewer{ben, true, noon};
const viewer guest = guest_viewer{core::samples::id<core::visit_id>(1)};

/// Two guests, of whom `guest` is the first.
core::session_record record() {
  auto record = core::samples::record();
  record.visits = {core::samples::visit(1), core::samples::visit(2, core::visit_state::waiting)};
  return record;
}

core::event event(event_kind kind, std::optional<unsigned char> visit = std::nullopt) {
  auto event = core::samples::event(7);
  event.kind = kind;
  event.number = 7;
  if (visit) event.visit = core::samples::id<core::visit_id>(*visit);
  return event;
}

boost::json::value data_of(const std::string& text) {
  const auto start = text.find("\ndata: ") + 7;
  return boost::json::parse(text.substr(start, text.find('\n', start) - start));
}

TEST(viewer, of_flex_sees_who_did_what_and_the_state) {
  const auto text = event_text(agent, event(event_kind::visit_waiting, 2), record(), core::policy{}).value();
  EXPECT_THAT(text, testing::StartsWith("event: event\nid: 7\ndata: {"));
  const auto data = data_of(text);
  EXPECT_EQ(data.at("number"), 7);
  EXPECT_EQ(data.at("kind"), "visit_waiting");
  EXPECT_EQ(data.at("at"), "2027-01-15T08:00:00.000Z");
  EXPECT_EQ(std::string_view{data.at("actor").as_string()}, core::agent_identity(ada));
  EXPECT_EQ(std::string_view{data.at("visit").as_string()}, record().visits.at(1).id.str());
  EXPECT_FALSE(data.as_object().contains("detail"));
  EXPECT_EQ(data.at_pointer("/session/state"), "open");
  EXPECT_EQ(data.at_pointer("/visits/1/state"), "waiting");
  EXPECT_EQ(event_text(supervisor, event(event_kind::visit_waiting, 2), record(), core::policy{}), text);
}

TEST(viewer, of_flex_gets_the_status_as_snapshot) {
  const auto text = snapshot_text(agent, record(), 12, core::policy{});
  EXPECT_THAT(text, testing::StartsWith("event: snapshot\nid: 12\ndata: {"));
  EXPECT_EQ(data_of(text).at("visits").as_array().size(), 2u);
  EXPECT_EQ(data_of(text).at_pointer("/policy/maxParticipants"), 4);
}

TEST(viewer, who_is_a_guest_gets_the_own_visit_as_snapshot) {
  const auto data = data_of(snapshot_text(guest, record(), 12, core::policy{}));
  EXPECT_EQ(std::string_view{data.at_pointer("/visit/id").as_string()}, record().visits.at(0).id.str());
  EXPECT_EQ(data.at("agentName"), "Ada Agent");
}

TEST(viewer, who_is_a_guest_sees_what_concerns_the_own_visit_or_everybody) {
  for (const auto kind : {event_kind::visit_admitted, event_kind::visit_removed, event_kind::token_issued})
    EXPECT_TRUE(event_text(guest, event(kind, 1), record(), core::policy{}));
  for (const auto kind :
       {event_kind::session_live, event_kind::session_ended, event_kind::session_handed_over})
    EXPECT_TRUE(event_text(guest, event(kind), record(), core::policy{}));
}

TEST(viewer, who_is_a_guest_sees_nothing_else) {
  for (const auto kind : {event_kind::visit_admitted, event_kind::participant_connected,
                          event_kind::visit_denied, event_kind::camera_denied})
    EXPECT_FALSE(event_text(guest, event(kind, 2), record(), core::policy{}));
  for (const auto kind :
       {event_kind::session_started, event_kind::token_issued, event_kind::invite_issued,
        event_kind::invite_revoked, event_kind::participant_connected, event_kind::room_renewed})
    EXPECT_FALSE(event_text(guest, event(kind), record(), core::policy{}));
}

TEST(viewer, who_is_a_guest_learns_no_worker_no_other_visit_and_no_detail) {
  auto handed_over = event(event_kind::session_handed_over);
  handed_over.actor = core::agent_identity(ben);
  handed_over.detail = "a detail";
  auto now = record();
  now.session.worker = ben;
  now.session.agent_name = "Ben Agent";
  const auto text = event_text(guest, handed_over, now, core::policy{}).value();
  EXPECT_EQ(data_of(text).at("agentName"), "Ben Agent");
  for (const auto& secret : {ben.str(), ada.str(), now.visits.at(1).id.str(), std::string{"a detail"},
                             now.session.conversation.str(), now.session.task.str()}) {
    EXPECT_THAT(text, Not(HasSubstr(secret)));
    EXPECT_THAT(snapshot_text(guest, now, 1, core::policy{}), Not(HasSubstr(secret)));
  }
}

TEST(viewer, of_flex_learns_of_a_supervisor_by_the_policy) {
  auto of_sue = event(event_kind::participant_connected);
  of_sue.actor = core::supervisor_identity(ben);
  auto now = record();
  now.session.supervisor = {.worker = ben, .name = "Sue", .in_room = true};
  const core::policy announced, secret{.supervisor_announced = false};
  EXPECT_EQ(data_of(event_text(agent, of_sue, now, announced).value()).at_pointer("/session/supervisor"),
            "Sue");
  EXPECT_EQ(data_of(snapshot_text(agent, now, 1, announced)).at_pointer("/session/supervisor"), "Sue");
  EXPECT_FALSE(event_text(agent, of_sue, now, secret));
  const auto other = event_text(agent, event(event_kind::visit_waiting, 2), now, secret).value();
  for (const auto& text : {other, snapshot_text(agent, now, 1, secret)}) {
    EXPECT_THAT(text, Not(HasSubstr("Sue")));
    EXPECT_THAT(text, Not(HasSubstr(ben.str())));
  }
  EXPECT_THAT(event_text(supervisor, of_sue, now, secret).value(), HasSubstr("Sue"));
  EXPECT_FALSE(event_text(guest, of_sue, now, announced)) << "a guest never";
  EXPECT_THAT(snapshot_text(guest, now, 1, announced), Not(HasSubstr("Sue")));
}

TEST(viewer, who_handed_the_session_over_may_not_see_it) {
  auto now = core::samples::session();
  EXPECT_TRUE(may_view(agent, now));
  now.worker = ben;
  EXPECT_FALSE(may_view(agent, now));
  EXPECT_TRUE(may_view(supervisor, core::samples::session()));
  EXPECT_TRUE(may_view(guest, now));
}

TEST(viewer, of_flex_expires_with_the_token_and_no_guest_does) {
  EXPECT_FALSE(has_expired(agent, noon - std::chrono::milliseconds{1}));
  EXPECT_TRUE(has_expired(agent, noon));
  EXPECT_FALSE(has_expired(guest, noon + std::chrono::hours{100}));
}

}  // namespace
}  // namespace flex_video::server
