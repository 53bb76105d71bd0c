#include "visits.hpp"

#include "running_service.hpp"

#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/invites.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class visits_api : public running_service {
 protected:
  std::string agent_code() {
    return core::write_invite_code(core::agent_invite(the_session(), {}, clock_.now()), signer_);
  }
  net::response join(const header_list& headers, const std::string& query = {}) {
    return send(net::method::post, "/v1/visits/me/join" + query, headers);
  }
};

TEST_F(visits_api, redeem_admits_the_first_device_and_gives_it_a_cookie) {
  const auto answer = redeem(customer_code());
  EXPECT_EQ(answer.status, 201u);
  const auto body = json_of(answer);
  EXPECT_EQ(body.at_pointer("/visit/state"), "admitted");
  EXPECT_EQ(body.at_pointer("/visit/role"), "customer");
  EXPECT_EQ(body.at_pointer("/session/state"), "open");
  EXPECT_EQ(body.at("agentName"), "Ada Agent");
  const auto cookie = header_of(answer, "Set-Cookie");
  EXPECT_THAT(cookie, StartsWith("__Host-flex-video-device="));
  for (const auto* part : {"; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Max-Age=86400"}) {
    EXPECT_THAT(cookie, HasSubstr(part));
  }
}

TEST_F(visits_api, redeem_gives_the_same_device_its_visit_again) {
  const auto code = customer_code();
  const auto first = redeem(code);
  const auto again = redeem(code, {cookie_of(first)});
  EXPECT_EQ(again.status, 200u);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(cookie_of(again), cookie_of(first));
}

TEST_F(visits_api, redeem_lets_a_second_device_wait) {
  const auto code = customer_code();
  redeem(code);
  const auto second = redeem(code);
  EXPECT_EQ(second.status, 201u);
  EXPECT_EQ(json_of(second).at_pointer("/visit/state"), "waiting");
  expect_problem(join({cookie_of(second)}), 403, "visit_waiting");
}

TEST_F(visits_api, redeem_lets_only_one_of_two_devices_be_the_first) {
  const auto code = customer_code();
  store_.before_commit = [&] { redeem(code); };
  const auto slower = redeem(code);
  EXPECT_EQ(json_of(slower).at_pointer("/visit/state"), "waiting");
  EXPECT_EQ(store_.rows.contents().visits.size(), 2u);
}

TEST_F(visits_api, redeem_takes_no_device_id_that_the_client_made_up) {
  const auto made_up = core::samples::id<core::device_id>(66);
  const auto answer = redeem(customer_code(), {{"Cookie", "__Host-flex-video-device=" + made_up.str()}});
  EXPECT_EQ(answer.status, 201u);
  EXPECT_EQ(header_of(answer, "Set-Cookie").find(made_up.str()), std::string::npos);
}

TEST_F(visits_api, redeem_knows_a_device_from_an_earlier_call) {
  const auto first = redeem(customer_code());
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  const auto second = redeem(customer_code(), {cookie_of(first)});
  EXPECT_EQ(second.status, 201u);
  EXPECT_EQ(cookie_of(second), cookie_of(first));
  EXPECT_EQ(json_of(second).at_pointer("/visit/state"), "admitted");
}

TEST_F(visits_api, redeem_is_for_pages_of_our_own) {
  const auto code = customer_code();
  EXPECT_EQ(redeem(code, {{"Origin", base_url}}).status, 201u);
  EXPECT_EQ(redeem(code, {{"Sec-Fetch-Site", "same-origin"}}).status, 201u);
}

TEST_F(visits_api, me_tells_the_state) {
  const auto redeemed = redeem(customer_code());
  const auto answer = get("/v1/visits/me", {cookie_of(redeemed)});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(answer.body, redeemed.body);
  const auto id = text_at(json_of(redeemed), "/visit/id");
  EXPECT_EQ(get("/v1/visits/me?visit=" + id, {cookie_of(redeemed)}).body, redeemed.body);
}

TEST_F(visits_api, me_tells_that_the_session_has_ended) {
  const auto redeemed = redeem(customer_code());
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  const auto answer = get("/v1/visits/me", {cookie_of(redeemed)});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(json_of(answer).at_pointer("/session/state"), "ended");
}

TEST_F(visits_api, join_answers_with_the_visit_s_own_identity) {
  const auto redeemed = redeem(customer_code());
  const auto answer = join({cookie_of(redeemed)});
  EXPECT_EQ(answer.status, 200u);
  const auto body = json_of(answer);
  EXPECT_EQ(text_at(body, "/identity"), "customer:" + text_at(json_of(redeemed), "/visit/id"));
  EXPECT_EQ(body.at("role"), "customer");
  EXPECT_EQ(body.at("displayName"), "Cus Tomer");
  EXPECT_EQ(body.at("peerName"), "Ada Agent");
  EXPECT_EQ(token_in(answer).identity, text_at(body, "/identity"));
  EXPECT_EQ(token_in(answer).room, the_session().room.str());
}

TEST_F(visits_api, join_sees_what_the_agent_decides_meanwhile) {
  const auto redeemed = redeem(customer_code());
  const auto visit = "/v1/sessions/" + started() + "/visits/" + text_at(json_of(redeemed), "/visit/id");
  store_.before_commit = [&] {
    EXPECT_EQ(send(net::method::post, visit + "/remove", {bearer(ada_token)}).status, 200u);
  };
  expect_problem(join({cookie_of(redeemed)}), 403, "visit_denied");
}

TEST_F(visits_api, admit_an_agent_s_link_on_one_device_for_two_minutes) {
  start();
  const auto code = agent_code();
  const auto redeemed = redeem(code);
  EXPECT_EQ(redeemed.status, 201u);
  EXPECT_EQ(json_of(redeemed).at_pointer("/visit/role"), "agent");
  const auto joined = json_of(join({cookie_of(redeemed)}));
  EXPECT_EQ(text_at(joined, "/identity"), "agent:" + core::samples::ada.str());
  EXPECT_EQ(joined.at("role"), "agent");
  expect_problem(redeem(code), 410, "invite_expired");
  clock_.advance(std::chrono::minutes{2});
  expect_problem(redeem(code, {cookie_of(redeemed)}), 410, "invite_expired");
  EXPECT_EQ(join({cookie_of(redeemed)}).status, 200u) << "who is in stays in";
}

TEST_F(visits_api, ask_which_visit_when_the_device_has_several) {
  const auto customer = redeem(customer_code());
  const auto agent = redeem(agent_code(), {cookie_of(customer)});
  const auto cookie = cookie_of(customer);
  ASSERT_EQ(cookie_of(agent), cookie);
  expect_problem(join({cookie}), 400, "missing_field");
  EXPECT_EQ(json_of(join({cookie})).at("field"), "visit");
  EXPECT_EQ(json_of(join({cookie}, "?visit=" + text_at(json_of(customer), "/visit/id"))).at("role"),
            "customer");
  EXPECT_EQ(json_of(join({cookie}, "?visit=" + text_at(json_of(agent), "/visit/id"))).at("role"), "agent");
}

TEST_F(visits_api, note_what_the_page_saw) {
  const auto redeemed = redeem(customer_code());
  const auto signal = [&](const std::string& body) {
    const auto answer =
        send(net::method::post, "/v1/visits/me/signals", {cookie_of(redeemed), json_type()}, body);
    EXPECT_EQ(answer.status, 204u) << answer.body;
    EXPECT_EQ(answer.body, "");
    return store_.rows.contents().events.back();
  };
  EXPECT_EQ(signal(R"({"kind":"opened"})").kind, core::event_kind::page_opened);
  EXPECT_EQ(signal(R"({"kind":"camera_denied"})").kind, core::event_kind::camera_denied);
  const auto connected = signal(R"({"kind":"connected","value":600000})");
  EXPECT_EQ(connected.kind, core::event_kind::first_frame);
  EXPECT_EQ(connected.detail, "600000");
  EXPECT_EQ(connected.visit->str(), text_at(json_of(redeemed), "/visit/id"));
  EXPECT_EQ(signal(R"({"kind":"quality","value":5})").detail, "5");
}

TEST_F(visits_api, give_up_their_place_when_the_person_leaves) {
  const auto redeemed = redeem(customer_code());
  EXPECT_EQ(send(net::method::post, "/v1/visits/me/signals", {cookie_of(redeemed), json_type()},
                 R"({"kind":"left"})")
                .status,
            204u);
  EXPECT_EQ(store_.rows.contents().visits.front().state, core::visit_state::left);
  EXPECT_EQ(video_.removed.size(), 1u) << "a tab that hangs on would hold the place";
}

TEST_F(visits_api, belong_to_their_device_alone) {
  const auto code = customer_code();
  const auto first = redeem(code);
  const auto second = redeem(code);
  const auto of_first = "?visit=" + text_at(json_of(first), "/visit/id");
  expect_problem(join({cookie_of(second)}, of_first), 401, "visit_unknown");
  expect_problem(join({}, of_first), 401, "visit_unknown");
}

}  // namespace
}  // namespace flex_video::server
