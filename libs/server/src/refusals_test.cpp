#include "running_service.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/core/page_signal.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using core::samples::conversation;
using core::samples::task;
using testing::HasSubstr;
using testing::Not;

/// Every way to ask that must be refused: with its status and code, leaving nothing behind, and giving
/// nothing away.
class refusals : public running_service {
 protected:
  refusals() {
    code_ = customer_code();
    session_ = the_session().id.str();
    cookie_ = cookie_of(redeem(code_));
    waiting_cookie_ = cookie_of(redeem(code_));
    identity_.users.emplace("expired", expired_user());
  }

  static core::flex_user expired_user() {
    auto user = core::samples::user();
    user.expires_at = core::samples::noon;
    return user;
  }

  void expect_refused(const net::response& answer, unsigned status, std::string_view code) {
    expect_problem(answer, status, code);
    for (const auto& secret : {code_, ada_token, cookie_.second, waiting_cookie_.second}) {
      EXPECT_THAT(answer.body, Not(HasSubstr(secret)));
    }
    EXPECT_EQ(header_of(answer, "Set-Cookie"), "");
    EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(answer, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
    auto stored = store_.rows.contents();
    stored.rooms = before_.rooms;  // a room that could not be made is noted, in case it was made after all
    EXPECT_EQ(stored, before_) << "nothing is stored";
    EXPECT_EQ(video_.made_so_far, 1) << "no room is made";
    EXPECT_TRUE(video_.completed.empty()) << "no room is closed";
  }

  net::response start_with(const std::string& body, header_list headers = {bearer(ada_token), json_type()}) {
    before_ = store_.rows.contents();
    return send(net::method::post, "/v1/sessions", headers, body);
  }
  net::response agent(const std::string& path, const header_list& headers, const std::string& body = {}) {
    before_ = store_.rows.contents();
    return send(net::method::post, "/v1/sessions/" + path, headers, body);
  }
  net::response visit(const std::string& body, header_list headers = {json_type()}) {
    before_ = store_.rows.contents();
    return send(net::method::post, "/v1/visits", headers, body);
  }
  net::response join(const header_list& headers, const std::string& query = {}) {
    before_ = store_.rows.contents();
    return send(net::method::post, "/v1/visits/me/join" + query, headers);
  }
  net::response signal(const std::string& body) { return signal(body, {cookie_, json_type()}); }
  net::response signal(const std::string& body, const header_list& headers) {
    before_ = store_.rows.contents();
    return send(net::method::post, "/v1/visits/me/signals", headers, body);
  }
  net::response revoke(const std::string& invite, const std::string& token) {
    before_ = store_.rows.contents();
    return send(net::method::delete_, "/v1/sessions/" + session_ + "/invites/" + invite, {bearer(token)});
  }
  static std::string body_of(const std::string& conversation_sid, const std::string& task_sid) {
    return R"({"conversationSid":")" + conversation_sid + R"(","taskSid":")" + task_sid + "\"}";
  }
  static std::string code_body(const std::string& code) { return R"({"code":")" + code + "\"}"; }
  void end_session() {
    const auto record = store_.rows.find_session(the_session().id).value();
    ASSERT_TRUE(store_.rows.commit(
        core::end_session(record, core::end_reason::agent_ended, "x", clock_.now(), random_)));
  }

  const std::string good_ = body_of(conversation.str(), task.str());
  std::string code_, session_;
  std::pair<std::string, std::string> cookie_, waiting_cookie_;
  core::memory_store::rows before_;
};

TEST_F(refusals, of_a_start_without_a_valid_flex_token) {
  expect_refused(start_with(good_, {json_type()}), 401, "flex_token_missing");
  expect_refused(start_with(good_, {json_type(), {"Authorization", "Basic " + ada_token}}), 401,
                 "flex_token_missing");
  expect_refused(start_with(good_, {json_type(), {"Authorization", "Bearer "}}), 401, "flex_token_missing");
  expect_refused(start_with(good_, {json_type(), {"Authorization", ada_token}}), 401, "flex_token_missing");
  expect_refused(start_with(good_, {json_type(), bearer("forged")}), 401, "flex_token_invalid");
  expect_refused(start_with(good_, {json_type(), bearer(std::string(8193, 'x'))}), 401, "flex_token_invalid");
  expect_refused(start_with(good_, {json_type(), bearer("expired")}), 401, "flex_token_expired");
  identity_.refusal = core::identity_errc::unavailable;
  expect_refused(start_with(good_, {json_type(), bearer("not asked before")}), 503, "identity_unavailable");
}

TEST_F(refusals, of_a_token_that_iam_took_before_and_that_has_expired_since) {
  clock_.advance(std::chrono::hours{1});
  expect_refused(start_with(good_), 401, "flex_token_expired");
}

TEST_F(refusals, of_a_start_with_a_bad_body) {
  expect_refused(start_with(""), 400, "malformed_json");
  expect_refused(start_with("{"), 400, "malformed_json");
  expect_refused(start_with("[]"), 400, "malformed_json");
  expect_refused(start_with("{}"), 400, "missing_field");
  expect_refused(start_with(R"({"conversationSid":")" + conversation.str() + "\"}"), 400, "missing_field");
  expect_refused(start_with(body_of(conversation.str(), "WT1")), 400, "invalid_field");
  expect_refused(start_with(body_of(task.str(), task.str())), 400, "invalid_field");
  expect_refused(start_with(good_.substr(0, good_.size() - 1) + R"(,"identity":"x"})"), 400, "unknown_field");
  expect_refused(start_with(good_.substr(0, good_.size() - 1) + R"(,"taskSid":")" + task.str() + "\"}"), 400,
                 "invalid_field");
  expect_refused(start_with(std::string(17 * 1024, ' ')), 413, "body_too_large");
  expect_refused(start_with(good_, {bearer(ada_token)}), 415, "unsupported_media_type");
  expect_refused(start_with(good_, {bearer(ada_token), {"Content-Type", "text/plain"}}), 415,
                 "unsupported_media_type");
}

TEST_F(refusals, of_agents_say_what_would_let_them_in) {
  EXPECT_EQ(header_of(start_with(good_, {json_type()}), "WWW-Authenticate"), "Bearer");
  EXPECT_EQ(header_of(start_with("{}"), "WWW-Authenticate"), "");
}

TEST_F(refusals, name_the_field_to_blame) {
  EXPECT_EQ(json_of(start_with("{}")).at("field"), "conversationSid");
  EXPECT_EQ(json_of(start_with(body_of(conversation.str(), ""))).at("field"), "taskSid");
}

TEST_F(refusals, of_a_start_on_a_task_that_is_not_one_s_own) {
  expect_refused(start_with(good_, {json_type(), bearer(ben_token)}), 403, "task_not_reserved");
  expect_refused(start_with(body_of(conversation.str(), core::samples::sid_of<"WT">(9).str())), 403,
                 "task_not_reserved");
  expect_refused(start_with(body_of(core::samples::sid_of<"CH">(9).str(), task.str())), 409,
                 "conversation_mismatch");
  for (const auto status : {core::reservation_status::pending, core::reservation_status::wrapping,
                            core::reservation_status::completed, core::reservation_status::other}) {
    auto reservation = core::samples::reservation();
    reservation.status = status;
    tasks_.add(reservation);
    expect_refused(start_with(good_), 409, "task_not_accepted");
  }
}

TEST_F(refusals, of_a_start_when_something_is_down) {
  tasks_.refusal = core::task_errc::unavailable;
  expect_refused(start_with(good_), 503, "tasks_unavailable");
  tasks_.refusal.reset();
  auto elsewhere = core::samples::reservation(core::samples::ada, core::samples::sid_of<"WT">(2));
  elsewhere.conversation = core::samples::sid_of<"CH">(2);
  tasks_.add(elsewhere);
  const auto other = body_of(elsewhere.conversation->str(), elsewhere.task.str());
  video_.refusal = core::provider_errc::unavailable;
  expect_refused(start_with(other), 503, "provider_unavailable");
  video_.refusal = core::provider_errc::refused;
  expect_refused(start_with(other), 502, "provider_refused");
}

TEST_F(refusals, of_calls_on_a_session_that_is_not_there_or_another_agent_s) {
  const auto nowhere = core::samples::id<core::session_id>(250).str();
  for (const auto* call : {"/join", "/end"}) {
    expect_refused(agent(nowhere + call, {bearer(ada_token)}), 404, "session_not_found");
    expect_refused(agent(std::string{"not-an-id"} + call, {bearer(ada_token)}), 404, "session_not_found");
    expect_refused(agent(session_ + call, {bearer(ben_token)}), 403, "not_your_session");
    expect_refused(agent(session_ + call, {}), 401, "flex_token_missing");
    expect_refused(agent(session_ + call, {bearer(ada_token), json_type()}, R"({"identity":"x"})"), 400,
                   "unknown_field");
    expect_refused(agent(session_ + call, {bearer(ada_token)}, "{}"), 415, "unsupported_media_type");
  }
}

TEST_F(refusals, of_what_only_the_session_s_agent_decides) {
  const auto guest = store_.rows.contents().visits.back().id.str();
  const std::pair<std::string, std::string> calls[] = {{"/join", ""},
                                                       {"/end", ""},
                                                       {"/visits/" + guest + "/admit", ""},
                                                       {"/visits/" + guest + "/deny", ""},
                                                       {"/visits/" + guest + "/remove", ""},
                                                       {"/invites", R"({"role":"relative"})"},
                                                       {"/recording", R"({"action":"stop"})"}};
  const auto nowhere = core::samples::id<core::session_id>(250).str();
  for (const auto& [call, body] : calls) {
    const auto headers = [&](const std::string& token) {
      return body.empty() ? header_list{bearer(token)} : header_list{bearer(token), json_type()};
    };
    expect_refused(agent(session_ + call, headers(ben_token), body), 403, "not_your_session");
    expect_refused(agent(session_ + call, headers(sue_token), body), 403, "not_your_session");
    expect_refused(agent(nowhere + call, headers(ada_token), body), 404, "session_not_found");
    expect_refused(agent(session_ + call, {json_type()}, body), 401, "flex_token_missing");
    expect_refused(agent(session_ + call, headers("forged"), body), 401, "flex_token_invalid");
  }
  expect_refused(revoke("0", ben_token), 403, "not_your_session");
  expect_refused(revoke("0", sue_token), 403, "not_your_session");
}

TEST_F(refusals, of_decisions_about_a_visit) {
  const auto& visits = store_.rows.contents().visits;
  const auto admitted = "/visits/" + visits.front().id.str();
  const auto waiting = "/visits/" + visits.back().id.str();
  const auto nobody = "/visits/" + core::samples::id<core::visit_id>(250).str();
  const auto ask = [this](const std::string& call) { return agent(session_ + call, {bearer(ada_token)}); };
  for (const auto* decision : {"/admit", "/deny", "/remove"}) {
    expect_refused(ask(nobody + decision), 404, "visit_not_found");
    expect_refused(ask(std::string{"/visits/x"} + decision), 404, "visit_not_found");
    expect_refused(agent(session_ + waiting + decision, {bearer(ada_token), json_type()}, R"({"x":1})"), 400,
                   "unknown_field");
  }
  expect_refused(ask(admitted + "/deny"), 409, "visit_not_waiting");
  expect_refused(ask(waiting + "/remove"), 409, "visit_not_admitted");
  for (const auto* room_for : {"one", "two"}) {
    SCOPED_TRACE(room_for);
    const auto more = redeem(code_);
    ASSERT_EQ(ask("/visits/" + text_at(json_of(more), "/visit/id") + "/admit").status, 200u);
  }
  expect_refused(ask(waiting + "/admit"), 409, "room_full");
  end_session();
  for (const auto* decision : {"/admit", "/deny", "/remove"})
    expect_refused(ask(waiting + decision), 410, "session_ended");
}

TEST_F(refusals, of_invites) {
  const auto ask = [this](const std::string& body) {
    return agent(session_ + "/invites", {bearer(ada_token), json_type()}, body);
  };
  expect_refused(ask("{}"), 400, "missing_field");
  expect_refused(ask(R"({"role":"agent"})"), 400, "invalid_field");
  expect_refused(ask(R"({"role":"relative","expiresInSeconds":"60"})"), 400, "invalid_field");
  expect_refused(ask(R"({"role":"relative","expiresInSeconds":60.5})"), 400, "invalid_field");
  expect_refused(ask(R"({"role":"relative","ordinal":1})"), 400, "unknown_field");
  for (const auto* invite : {"1", "255", "256", "-1", "0x0", "0a", "%20"})
    expect_refused(revoke(invite, ada_token), 404, "invite_not_found");
  end_session();
  expect_refused(ask(R"({"role":"relative"})"), 410, "session_ended");
  expect_refused(revoke("0", ada_token), 410, "session_ended");
}

TEST_F(refusals, of_recording) {
  const auto ask = [this](const std::string& body) {
    return agent(session_ + "/recording", {bearer(ada_token), json_type()}, body);
  };
  expect_refused(ask(R"({"action":"start"})"), 403, "recording_not_allowed");
  expect_refused(ask(R"({"action":"pause"})"), 403, "recording_not_allowed");
  expect_refused(ask(R"({"action":"delete"})"), 400, "invalid_field");
  expect_refused(ask(R"({"action":true})"), 400, "invalid_field");
  end_session();
  expect_refused(ask(R"({"action":"stop"})"), 410, "session_ended");
  EXPECT_EQ(video_.recording_calls, 0);
}

TEST_F(refusals, of_lists_of_other_agents_sessions) {
  before_ = store_.rows.contents();
  expect_refused(get("/v1/sessions"), 401, "flex_token_missing");
  expect_refused(get("/v1/sessions?worker=" + core::samples::ben.str(), {bearer(ada_token)}), 403,
                 "role_not_allowed");
  for (const auto* worker : {"", "WK1", "x"})
    expect_refused(get(std::string{"/v1/sessions?worker="} + worker, {bearer(sue_token)}), 400,
                   "invalid_field");
}

TEST_F(refusals, of_event_streams) {
  before_ = store_.rows.contents();
  const auto of = [](const std::string& session) { return "/v1/sessions/" + session + "/events"; };
  expect_refused(get(of(session_)), 401, "flex_token_missing");
  expect_refused(get(of(session_), {bearer("forged")}), 401, "flex_token_invalid");
  expect_refused(get(of(session_), {bearer("expired")}), 401, "flex_token_expired");
  expect_refused(get(of(session_), {bearer(ben_token)}), 403, "not_your_session");
  expect_refused(get(of("x"), {bearer(ada_token)}), 404, "session_not_found");
  expect_refused(get(of(session_), {cookie_}), 401, "flex_token_missing");
  expect_refused(get("/v1/visits/me/events"), 401, "visit_unknown");
  expect_refused(get("/v1/visits/me/events?visit=x", {cookie_}), 401, "visit_unknown");
  expect_refused(get("/v1/visits/me/events", {bearer(ada_token)}), 401, "visit_unknown");
  expect_refused(get("/v1/visits/me/events", {cookie_, {"Origin", flex_origin}}), 403, "cross_site");
}

TEST_F(refusals, of_signals) {
  const auto good = R"({"kind":"opened"})";
  expect_refused(signal(good, {json_type()}), 401, "visit_unknown");
  expect_refused(signal(good, {cookie_}), 415, "unsupported_media_type");
  expect_refused(signal(good, {cookie_, json_type(), {"Origin", "https://evil.example"}}), 403, "cross_site");
  expect_refused(signal(R"({"kind":"quality"})"), 400, "missing_field");
  expect_refused(signal(R"({"kind":"rated","comment":"x"})"), 400, "missing_field");
  expect_refused(signal(R"({"kind":"consented","language":"en"})"), 400, "missing_field");
  expect_refused(signal(R"({"kind":"consented","version":"1"})"), 400, "missing_field");
  for (const auto* body :
       {R"({"kind":"opened","value":1})", R"({"kind":"left","value":1})",
        R"({"kind":"camera_denied","value":1})", R"({"kind":"quality","value":6})",
        R"({"kind":"connected","value":600001})", R"({"kind":"connected","value":-1})",
        R"({"kind":"rated","value":0})", R"({"kind":"rated","value":6})",
        R"({"kind":"opened","comment":"x"})", R"({"kind":"ended"})", R"({"kind":"opened","version":"1"})",
        R"({"kind":"opened","language":"en"})", R"({"kind":"consented","version":"a b","language":"en"})",
        R"({"kind":"consented","version":"1","language":"e"})"})
    expect_refused(signal(body), 400, "invalid_field");
  end_session();
  expect_refused(signal(good), 410, "session_ended");
  EXPECT_EQ(signal(R"({"kind":"rated","value":5,"comment":"Good"})").status, 204u)
      << "a call may be rated after it";
}

TEST_F(refusals, of_more_signals_than_are_noted_of_one_visit) {
  const auto good = R"({"kind":"opened"})";
  for (unsigned told = 0; told < core::most_signals; ++told) ASSERT_EQ(signal(good).status, 204u) << told;
  expect_refused(signal(good), 409, "too_many_signals");
}

TEST_F(refusals, of_a_session_s_status_to_others) {
  before_ = store_.rows.contents();
  expect_refused(get("/v1/sessions/" + session_, {bearer(ben_token)}), 403, "not_your_session");
  expect_refused(get("/v1/sessions/" + session_), 401, "flex_token_missing");
}

TEST_F(refusals, of_an_agent_s_join_after_the_end) {
  end_session();
  expect_refused(agent(session_ + "/join", {bearer(ada_token)}), 410, "session_ended");
}

TEST_F(refusals, of_a_code_that_is_forged_expired_or_of_an_ended_session) {
  auto forged = code_;
  forged[10] = forged[10] == 'A' ? 'B' : 'A';
  expect_refused(visit(code_body(forged)), 404, "invite_invalid");
  expect_refused(visit(code_body("")), 404, "invite_invalid");
  expect_refused(visit(code_body(std::string(52, 'A'))), 404, "invite_invalid");
  auto elsewhere = the_session();
  elsewhere.id = core::samples::id<core::session_id>(250);
  const auto of_no_session = core::write_invite_code(core::customer_invite(elsewhere), signer_);
  expect_refused(visit(code_body(of_no_session)), 404, "invite_invalid");
  end_session();
  expect_refused(visit(code_body(code_)), 410, "session_ended");
  clock_.advance(core::policy{}.link_life);
  expect_refused(visit(code_body(code_)), 410, "invite_expired");
}

TEST_F(refusals, of_a_visit_with_a_bad_body) {
  expect_refused(visit("code=" + code_), 400, "malformed_json");
  expect_refused(visit("{}"), 400, "missing_field");
  expect_refused(visit(R"({"code":1})"), 400, "invalid_field");
  expect_refused(visit(R"({"code":")" + code_ + R"(","role":"agent"})"), 400, "unknown_field");
  expect_refused(visit(code_body(code_), {{"Content-Type", "application/x-www-form-urlencoded"}}), 415,
                 "unsupported_media_type");
}

TEST_F(refusals, of_what_another_site_s_page_sends) {
  for (const auto& from : {std::pair<std::string, std::string>{"Origin", "https://evil.example"},
                           {"Origin", "null"},
                           {"Origin", flex_origin},
                           {"Origin", base_url + "1"},
                           {"Sec-Fetch-Site", "cross-site"},
                           {"Sec-Fetch-Site", "same-site"}}) {
    expect_refused(visit(code_body(code_), {json_type(), from}), 403, "cross_site");
    expect_refused(join({cookie_, from}), 403, "cross_site");
  }
}

TEST_F(refusals, of_a_join_that_is_not_admitted) {
  expect_refused(join({}), 401, "visit_unknown");
  expect_refused(join({{"Cookie", "__Host-flex-video-device=guess"}}), 401, "visit_unknown");
  const auto stranger = core::samples::id<core::device_id>(251).str();
  expect_refused(join({{"Cookie", "__Host-flex-video-device=" + stranger}}), 401, "visit_unknown");
  expect_refused(join({cookie_}, "?visit=x"), 401, "visit_unknown");
  expect_refused(join({waiting_cookie_}), 403, "visit_waiting");
  for (const auto state : {core::visit_state::denied, core::visit_state::removed}) {
    auto denied = store_.rows.contents().visits.front();
    denied.state = state;
    ASSERT_TRUE(store_.rows.commit({.visits = {denied}}));
    expect_refused(join({cookie_}), 403, "visit_denied");
    expect_refused(visit(code_body(code_), {json_type(), cookie_}), 403, "visit_denied");
  }
  end_session();
  expect_refused(join({cookie_}), 410, "session_ended");
}

TEST_F(refusals, of_more_devices_than_the_lobby_holds) {
  for (auto known = store_.rows.contents().visits.size(); known < core::policy{}.max_visits; ++known)
    redeem(code_);
  expect_refused(visit(code_body(code_)), 403, "visit_denied");
}

TEST_F(refusals, when_the_store_is_down) {
  store_.refusal = core::store_errc::unavailable;
  expect_refused(agent(session_ + "/join", {bearer(ada_token)}), 503, "store_unavailable");
  expect_refused(agent(session_ + "/end", {bearer(ada_token)}), 503, "store_unavailable");
  expect_refused(visit(code_body(code_)), 503, "store_unavailable");
  expect_refused(join({cookie_}), 503, "store_unavailable");
}

TEST_F(refusals, of_unknown_addresses_and_methods) {
  expect_problem(get("/v1/nothing"), 404, "not_found");
  expect_problem(send(net::method::delete_, "/v1/sessions"), 405, "method_not_allowed");
  expect_problem(send(net::method::delete_, "/j/" + code_), 405, "method_not_allowed");
}

}  // namespace
}  // namespace flex_video::server
