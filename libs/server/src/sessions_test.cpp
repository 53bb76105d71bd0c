#include "sessions.hpp"

#include "running_service.hpp"

#include "flex_video/core/identity.hpp"
#include "flex_video/core/invite_code.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using core::samples::ada;
using core::samples::ben;
using testing::ElementsAre;
using testing::HasSubstr;

class sessions_api : public running_service {
 protected:
  net::response on_session(const std::string& call, const std::string& token = ada_token) {
    return send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/" + call, {bearer(token)});
  }
  net::response status(const std::string& token = ada_token) {
    return get("/v1/sessions/" + the_session().id.str(), {bearer(token)});
  }
  /// Ben takes the conversation over, with a task of his own.
  core::reservation transfer_to_ben() {
    auto reservation = core::samples::reservation(ben, core::samples::sid_of<"WT">(2));
    reservation.sid = core::samples::sid_of<"WR">(2);
    tasks_.add(reservation);
    return reservation;
  }
};

TEST_F(sessions_api, start_creates_session_room_and_link) {
  const auto answer = start();
  EXPECT_EQ(answer.status, 201u);
  const auto body = json_of(answer);
  EXPECT_EQ(body.at_pointer("/session/state"), "open");
  EXPECT_EQ(text_at(body, "/session/roomName"), "Room-" + core::samples::task.str());
  EXPECT_EQ(text_at(body, "/session/roomSid"), video_.open.begin()->second.sid.str());
  EXPECT_EQ(body.at_pointer("/session/openedAt"), "2027-01-15T08:00:00.000Z");
  const auto link = text_at(body, "/customerLink");
  EXPECT_EQ(link.size(), (base_url + "/j/").size() + core::invite_code_length);
  EXPECT_EQ(text_at(body, "/message"), "Join me on a secure video call: " + link);
}

TEST_F(sessions_api, start_asks_for_a_room_of_the_policy_s_size_and_length) {
  start();
  ASSERT_TRUE(video_.last_request);
  EXPECT_EQ(video_.last_request->max_participants, core::policy{}.max_participants);
  EXPECT_EQ(video_.last_request->longest_stay, core::policy{}.longest_call);
}

TEST_F(sessions_api, start_again_gives_the_same_session_and_link) {
  const auto first = start();
  const auto before = store_.rows.contents();
  const auto again = start();
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(store_.rows.contents(), before);
  EXPECT_EQ(video_.made_so_far, 1);
}

TEST_F(sessions_api, start_writes_the_message_in_the_customer_s_language) {
  const auto answer = send(net::method::post, "/v1/sessions", {bearer(ada_token), json_type()},
                           R"({"conversationSid":")" + core::samples::conversation.str() +
                               R"(","taskSid":")" + core::samples::task.str() + R"(","locale":"fr-CA"})");
  EXPECT_THAT(text_at(json_of(answer), "/message"), HasSubstr("appel vidéo"));
}

TEST_F(sessions_api, start_after_the_end_opens_another_session_and_room) {
  start();
  on_session("end");
  const auto again = start();
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(store_.rows.contents().sessions.size(), 2u);
  EXPECT_EQ(text_at(json_of(again), "/session/roomSid"), core::samples::sid_of<"RM">(2).str());
}

TEST_F(sessions_api, start_never_reuses_the_room_of_an_ended_session) {
  start();
  video_.closing_refusal = core::provider_errc::unavailable;
  expect_problem(on_session("end"), 503, "provider_unavailable");
  expect_problem(start(), 503, "provider_unavailable");
  video_.closing_refusal.reset();
  const auto again = start();
  EXPECT_EQ(again.status, 201u);
  EXPECT_EQ(text_at(json_of(again), "/session/roomSid"), core::samples::sid_of<"RM">(2).str());
  EXPECT_THAT(video_.completed, ElementsAre(core::samples::sid_of<"RM">(1)));
}

TEST_F(sessions_api, start_returns_the_session_that_another_replica_opened_first) {
  auto rival = core::samples::session(7);
  rival.conversation = core::samples::conversation;
  store_.before_commit = [&] { ASSERT_TRUE(store_.rows.commit({.session = rival})); };
  const auto answer = start();
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(text_at(json_of(answer), "/session/id"), rival.id.str());
  EXPECT_EQ(store_.rows.contents().sessions.size(), 1u);
  EXPECT_THAT(video_.completed, ElementsAre(core::samples::sid_of<"RM">(1))) << "the room that nobody needs";
}

TEST_F(sessions_api, start_leaves_the_room_alone_that_both_replicas_got) {
  auto rival = core::samples::session(7);
  rival.conversation = core::samples::conversation;
  rival.room = core::samples::sid_of<"RM">(1);
  store_.before_commit = [&] { ASSERT_TRUE(store_.rows.commit({.session = rival})); };
  EXPECT_EQ(start().status, 200u);
  EXPECT_TRUE(video_.completed.empty());
}

TEST_F(sessions_api, start_gives_up_when_every_attempt_meets_a_conflict) {
  store_.refusal = core::store_errc::conflict;
  expect_problem(start(), 503, "store_unavailable");
}

TEST_F(sessions_api, start_hands_the_call_over_after_a_transfer) {
  const auto id = started();
  const auto reservation = transfer_to_ben();
  const auto answer = start(ben_token, reservation.task);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(text_at(json_of(answer), "/session/id"), id);
  EXPECT_EQ(the_session().worker, ben);
  EXPECT_EQ(on_session("join", ben_token).status, 200u);
  expect_problem(on_session("join"), 403, "not_your_session");
}

TEST_F(sessions_api, start_of_an_existing_call_takes_it_over_and_opens_none) {
  const auto reservation = transfer_to_ben();
  const auto only_existing = R"(,"onlyExisting":true)";
  expect_problem(start(ben_token, reservation.task, only_existing), 404, "session_not_found");
  EXPECT_TRUE(store_.rows.contents().sessions.empty());
  const auto id = started();
  const auto answer = start(ben_token, reservation.task, only_existing);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(text_at(json_of(answer), "/session/id"), id);
  EXPECT_EQ(the_session().worker, ben);
  ASSERT_EQ(on_session("end", ben_token).status, 200u);
  expect_problem(start(ben_token, reservation.task, only_existing), 404, "session_not_found");
}

TEST_F(sessions_api, join_answers_with_a_token_bound_to_the_room_s_sid) {
  start();
  clock_.advance(std::chrono::milliseconds{999});  // tokens count in seconds, and so must the answer
  const auto answer = on_session("join");
  EXPECT_EQ(answer.status, 200u);
  const auto body = json_of(answer);
  EXPECT_EQ(text_at(body, "/room"), the_session().room.str());
  EXPECT_EQ(text_at(body, "/wsServer"), "ws://127.0.0.1:8080/signaling");
  EXPECT_EQ(text_at(body, "/identity"), core::agent_identity(ada));
  EXPECT_EQ(body.at("displayName"), "Ada Agent");
  EXPECT_EQ(body.at("peerName"), "Cus Tomer");
  EXPECT_EQ(body.at("role"), "agent");
  EXPECT_EQ(body.at("expiresAt"), "2027-01-15T12:00:00.000Z");
  const auto token = token_in(answer);
  EXPECT_EQ(token.identity, core::agent_identity(ada));
  EXPECT_EQ(token.room, the_session().room.str());
  EXPECT_EQ(token.expires_at, core::samples::noon + core::policy{}.longest_call);
}

TEST_F(sessions_api, join_is_recorded_without_the_token) {
  start();
  const auto token = text_at(json_of(on_session("join")), "/token");
  const auto& events = store_.rows.contents().events;
  EXPECT_EQ(events.back().kind, core::event_kind::token_issued);
  EXPECT_EQ(events.back().actor, core::agent_identity(ada));
}

TEST_F(sessions_api, join_needs_the_reservation_still) {
  start();
  auto reservation = core::samples::reservation();
  reservation.status = core::reservation_status::wrapping;
  tasks_.add(reservation);
  EXPECT_EQ(on_session("join").status, 200u);
  reservation.status = core::reservation_status::completed;
  tasks_.add(reservation);
  expect_problem(on_session("join"), 409, "task_not_accepted");
  tasks_.reservations.clear();
  expect_problem(on_session("join"), 403, "task_not_reserved");
}

TEST_F(sessions_api, end_closes_session_and_room) {
  start();
  const auto answer = on_session("end");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(json_of(answer).at_pointer("/session/state"), "ended");
  EXPECT_EQ(json_of(answer).at_pointer("/session/endReason"), "agent_ended");
  EXPECT_THAT(video_.completed, ElementsAre(the_session().room));
  expect_problem(on_session("join"), 410, "session_ended");
}

TEST_F(sessions_api, end_again_is_harmless_and_tells_the_same) {
  start();
  const auto first = on_session("end");
  clock_.advance(std::chrono::minutes{1});
  const auto before = store_.rows.contents();
  const auto again = on_session("end");
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(sessions_api, end_keeps_its_reason_when_the_provider_reports_the_closing_at_once) {
  start();
  video_.on_complete = [this](const core::room_sid& room) {
    EXPECT_TRUE(service_.on_room_event({.kind = core::room_event_kind::room_ended,
                                        .room = room,
                                        .identity = {},
                                        .seen = {.at = clock_.now()}}));
  };
  on_session("end");
  EXPECT_EQ(the_session().end_reason, core::end_reason::agent_ended);
}

TEST_F(sessions_api, end_closes_the_room_when_repeated_after_the_provider_failed) {
  start();
  video_.closing_refusal = core::provider_errc::unavailable;
  expect_problem(on_session("end"), 503, "provider_unavailable");
  EXPECT_EQ(the_session().state, core::session_state::ended) << "nobody gets in any more";
  video_.closing_refusal.reset();
  EXPECT_EQ(on_session("end").status, 200u);
  EXPECT_EQ(video_.completed.size(), 1u);
}

TEST_F(sessions_api, end_decides_again_when_the_state_changed_meanwhile) {
  start();
  store_.before_commit = [this] {
    auto changed = the_session();
    changed.agent_in_room = true;
    ASSERT_TRUE(store_.rows.commit({.session = changed}));
  };
  EXPECT_EQ(on_session("end").status, 200u);
  EXPECT_EQ(the_session().state, core::session_state::ended);
}

TEST_F(sessions_api, status_tells_session_visits_and_policy) {
  redeem(customer_code());
  const auto body = json_of(status());
  EXPECT_EQ(body.at_pointer("/session/state"), "open");
  EXPECT_EQ(body.at_pointer("/visits/0/state"), "admitted");
  EXPECT_EQ(body.at_pointer("/policy/maxParticipants"), core::policy{}.max_participants);
  expect_problem(status(ben_token), 403, "not_your_session");
}

TEST_F(sessions_api, status_is_for_supervisors_too) {
  start();
  EXPECT_EQ(status(sue_token).body, status().body);
}

TEST_F(sessions_api, list_the_agent_s_own_and_all_for_who_supervises) {
  const auto id = started();
  auto of_ben = core::samples::session(7);
  of_ben.worker = ben;
  ASSERT_TRUE(store_.rows.commit({.session = of_ben}));
  const auto listed = [this](const std::string& token, const std::string& query = {}) {
    std::vector<std::string> ids;
    const auto answer = get("/v1/sessions" + query, {bearer(token)});
    EXPECT_EQ(answer.status, 200u) << answer.body;
    const auto body = json_of(answer);
    for (const auto& session : body.at("sessions").as_array()) ids.push_back(text_at(session, "/id"));
    return ids;
  };
  EXPECT_THAT(listed(ada_token), ElementsAre(id));
  EXPECT_THAT(listed(ada_token, "?worker=" + ada.str()), ElementsAre(id));
  EXPECT_THAT(listed(ben_token), ElementsAre(of_ben.id.str()));
  EXPECT_THAT(listed(sue_token), ElementsAre(id, of_ben.id.str()));
  EXPECT_THAT(listed(sue_token, "?worker=" + ben.str()), ElementsAre(of_ben.id.str()));
  send(net::method::post, "/v1/sessions/" + id + "/end", {bearer(ada_token)});
  EXPECT_THAT(listed(sue_token), ElementsAre(of_ben.id.str()));
}

TEST_F(sessions_api, follow_the_room_to_live_and_ended) {
  const auto code = customer_code();
  const auto visit = text_at(json_of(redeem(code)), "/visit/id");
  const auto report = [&](core::room_event_kind kind, const std::string& identity) {
    EXPECT_TRUE(service_.on_room_event(
        {.kind = kind, .room = the_session().room, .identity = identity, .seen = {.at = clock_.now()}}));
  };
  report(core::room_event_kind::participant_connected, core::agent_identity(ada));
  report(core::room_event_kind::participant_connected, "customer:" + visit);
  EXPECT_EQ(json_of(status()).at_pointer("/session/state"), "live");
  EXPECT_EQ(json_of(status()).at_pointer("/visits/0/state"), "in_room");
  report(core::room_event_kind::room_ended, "");
  EXPECT_EQ(json_of(status()).at_pointer("/session/endReason"), "room_ended");
}

TEST_F(sessions_api, ignore_a_room_that_is_no_session_s) {
  const auto before = store_.rows.contents();
  EXPECT_TRUE(service_.on_room_event({.kind = core::room_event_kind::room_ended,
                                      .room = core::samples::sid_of<"RM">(99),
                                      .identity = {},
                                      .seen = {.at = clock_.now()}}));
  EXPECT_EQ(store_.rows.contents(), before);
}

}  // namespace
}  // namespace flex_video::server
