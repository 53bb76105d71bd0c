#include "running_service.hpp"

#include "flex_video/core/identity.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using core::provider_errc;
using core::supervisor_rule;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

options options_with(supervisor_rule rule, bool announced = true, bool own_rooms = true) {
  auto options = test_options();
  options.policy.supervisor_join = rule;
  options.policy.supervisor_announced = announced;
  if (!own_rooms) options.ws_server.reset();
  return options;
}

/// Ada is in a call with her customer. Sue supervises, and so does Zoe.
class supervision_api : public running_service {
 protected:
  explicit supervision_api(options options = options_with(supervisor_rule::view))
      : running_service(std::move(options)) {
    auto zoe = core::samples::user(core::samples::sid_of<"WK">(4), "Zoe Admin");
    zoe.roles = {"admin"};
    identity_.users.emplace("flex-token-of-zoe", zoe);
    const auto visit = text_at(json_of(redeem(customer_code())), "/visit/id");
    customer_ = "customer:" + visit;
    come(agent_);
    come(customer_);
    video_.present = {agent_, customer_};
  }

  net::response supervise(const std::string& token = sue_token) {
    return send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/supervise", {bearer(token)});
  }
  net::response change(const std::string& mode, const std::string& token = sue_token) {
    return send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/supervision",
                {bearer(token), json_type()}, R"({"mode":")" + mode + "\"}");
  }
  std::string status(const std::string& token) {
    return get("/v1/sessions/" + the_session().id.str(), {bearer(token)}).body;
  }
  void come(const std::string& identity) { tell(core::room_event_kind::participant_connected, identity); }
  void tell(core::room_event_kind kind, const std::string& identity) {
    clock_.advance(std::chrono::seconds{1});
    EXPECT_TRUE(service_.on_room_event(
        {.kind = kind, .room = the_session().room, .identity = identity, .seen = {.at = clock_.now()}}));
  }

  const std::string agent_ = core::agent_identity(core::samples::ada);
  const std::string sue_ = core::supervisor_identity(core::samples::sid_of<"WK">(3));
  std::string customer_;
};

TEST_F(supervision_api, lets_a_supervisor_watch) {
  const auto answer = supervise();
  ASSERT_EQ(answer.status, 200u) << answer.body;
  const auto body = json_of(answer);
  EXPECT_EQ(body.at("role"), "supervisor");
  EXPECT_EQ(body.at("displayName"), "Sue Pervisor");
  EXPECT_EQ(body.at("peerName"), "Cus Tomer");
  EXPECT_EQ(body.at("agentName"), "Ada Agent");
  const auto token = token_in(answer);
  EXPECT_EQ(token.identity, sue_);
  EXPECT_EQ(token.room, the_session().room.str());
  EXPECT_FALSE(token.may_publish);
  EXPECT_EQ(supervise("flex-token-of-zoe").status, 200u) << "an administrator, while Sue is not there";
}

TEST_F(supervision_api, refuses_everybody_else) {
  expect_problem(supervise(ben_token), 403, "role_not_allowed");
  expect_problem(supervise(ada_token), 403, "role_not_allowed");
  expect_problem(supervise("of another account"), 401, "flex_token_invalid");
  expect_problem(send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/supervise"), 401,
                 "flex_token_missing");
  expect_problem(send(net::method::post, "/v1/sessions/nothing/supervise", {bearer(sue_token)}), 404,
                 "session_not_found");
  expect_problem(
      send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/join", {bearer(sue_token)}), 403,
      "not_your_session");
}

TEST_F(supervision_api, has_one_place) {
  supervise();
  come(sue_);
  expect_problem(supervise("flex-token-of-zoe"), 409, "supervisor_present");
  EXPECT_EQ(supervise().status, 200u) << "Sue comes back";
  EXPECT_EQ(video_.last_request->max_participants, core::policy{}.max_participants + 1);
}

TEST_F(supervision_api, ends_with_the_call) {
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  expect_problem(supervise(), 410, "session_ended");
}

TEST_F(supervision_api, puts_out_who_was_not_let_in) {
  come(sue_);
  EXPECT_THAT(video_.removed, ElementsAre(sue_));
}

TEST_F(supervision_api, tells_the_agent) {
  supervise();
  EXPECT_THAT(status(ada_token), Not(HasSubstr("Sue"))) << "who is not there yet";
  come(sue_);
  for (const auto& token : {ada_token, sue_token}) EXPECT_THAT(status(token), HasSubstr("Sue Pervisor"));
  tell(core::room_event_kind::participant_disconnected, sue_);
  EXPECT_THAT(status(ada_token), Not(HasSubstr("Sue")));
}

TEST_F(supervision_api, is_for_nobody_to_hear_before_there_is_a_token) {
  video_.audiences_refusal = provider_errc::unavailable;
  expect_problem(supervise(), 503, "provider_unavailable");
  video_.audiences_refusal.reset();
  supervise();
  EXPECT_THAT(video_.audiences, ElementsAre(core::audience{.publisher = sue_, .receivers = {}}));
}

TEST_F(supervision_api, is_for_nobody_who_comes_later_or_the_supervisor_is_put_out) {
  supervise();
  video_.audiences.clear();
  tell(core::room_event_kind::participant_disconnected, customer_);
  come(customer_);
  EXPECT_THAT(video_.audiences, ElementsAre(core::audience{.publisher = sue_, .receivers = {}}));
  video_.audiences_refusal = provider_errc::refused;
  tell(core::room_event_kind::participant_disconnected, customer_);
  EXPECT_TRUE(video_.removed.empty());
  come(customer_);
  EXPECT_THAT(video_.removed, ElementsAre(sue_));
}

TEST_F(supervision_api, has_nothing_to_choose) {
  supervise();
  expect_problem(change("whisper"), 403, "supervision_not_allowed");
}

TEST_F(supervision_api, has_a_page_that_only_watches) {
  const auto page = get("/supervisor/" + the_session().id.str());
  EXPECT_EQ(page.status, 200u);
  EXPECT_THAT(page.body, HasSubstr(R"("role":"supervisor")"));
  EXPECT_THAT(page.body, HasSubstr(R"("viewOnly":true)"));
  EXPECT_THAT(get("/agent/" + the_session().id.str()).body, Not(HasSubstr("viewOnly")));
  EXPECT_EQ(get("/supervisor/nothing").status, 404u);
}

class supervision_before_the_call : public running_service {
 protected:
  supervision_before_the_call() : running_service(options_with(supervisor_rule::view)) {}
};

TEST_F(supervision_before_the_call, is_refused) {
  const auto id = started();
  expect_problem(send(net::method::post, "/v1/sessions/" + id + "/supervise", {bearer(sue_token)}), 409,
                 "session_not_live");
}

class supervision_by_nobody : public supervision_api {
 protected:
  supervision_by_nobody() : supervision_api(options_with(supervisor_rule::off)) {}
};

TEST_F(supervision_by_nobody, is_the_policy_as_it_comes) {
  expect_problem(supervise(), 403, "supervision_not_allowed");
  EXPECT_EQ(core::policy{}.supervisor_join, supervisor_rule::off);
  EXPECT_EQ(video_.last_request->max_participants, core::policy{}.max_participants);
}

class supervision_in_secret : public supervision_api {
 protected:
  supervision_in_secret() : supervision_api(options_with(supervisor_rule::view, false)) {}
};

TEST_F(supervision_in_secret, is_told_to_supervisors_alone) {
  supervise();
  come(sue_);
  EXPECT_THAT(status(sue_token), HasSubstr("Sue Pervisor"));
  EXPECT_THAT(status(ada_token), Not(HasSubstr("Sue")));
}

class supervision_in_full : public supervision_api {
 protected:
  supervision_in_full() : supervision_api(options_with(supervisor_rule::full)) {}
};

TEST_F(supervision_in_full, lets_a_supervisor_take_part) {
  EXPECT_TRUE(token_in(supervise()).may_publish);
  EXPECT_EQ(video_.audiences_told, 0);
  EXPECT_THAT(get("/supervisor/" + the_session().id.str()).body, Not(HasSubstr("viewOnly")));
}

class supervision_by_choice : public supervision_api {
 protected:
  supervision_by_choice() : supervision_api(options_with(supervisor_rule::coach)) {}
};

TEST_F(supervision_by_choice, goes_from_listening_to_whispering_and_back) {
  EXPECT_TRUE(token_in(supervise()).may_publish);
  EXPECT_THAT(get("/supervisor/" + the_session().id.str()).body, Not(HasSubstr("viewOnly")));
  come(sue_);
  EXPECT_THAT(status(ada_token), HasSubstr(R"("supervision":"listen")"));
  EXPECT_EQ(json_of(change("whisper")).at_pointer("/session/supervision"), "whisper");
  EXPECT_THAT(video_.audiences, ElementsAre(core::audience{.publisher = sue_, .receivers = {agent_}}));
  EXPECT_THAT(status(ada_token), HasSubstr(R"("supervision":"whisper")"));
  EXPECT_EQ(store_.rows.contents().events.back().kind, core::event_kind::supervision_changed);
  EXPECT_EQ(json_of(change("listen")).at_pointer("/session/supervision"), "listen");
  EXPECT_THAT(video_.audiences, ElementsAre(core::audience{.publisher = sue_, .receivers = {}}));
}

TEST_F(supervision_by_choice, is_nobody_elses) {
  expect_problem(change("barge"), 403, "not_your_session");
  supervise();
  const auto told = video_.audiences_told;
  expect_problem(change("barge", "flex-token-of-zoe"), 403, "not_your_session");
  expect_problem(change("barge", ada_token), 403, "role_not_allowed");
  expect_problem(change("barge", "of another account"), 401, "flex_token_invalid");
  expect_problem(change("shout"), 400, "invalid_field");
  EXPECT_EQ(video_.audiences_told, told) << "the provider was not asked";
  EXPECT_EQ(change("barge").status, 200u);
}

TEST_F(supervision_by_choice, changes_nothing_that_the_provider_refuses_and_repairs_what_it_lost) {
  supervise();
  come(sue_);
  video_.audiences_refusal = provider_errc::unavailable;
  expect_problem(change("barge"), 503, "provider_unavailable");
  EXPECT_THAT(status(sue_token), HasSubstr(R"("supervision":"listen")"));
  video_.audiences_refusal.reset();
  change("barge");
  const auto told = video_.audiences_told;
  EXPECT_EQ(change("barge").status, 200u);
  EXPECT_EQ(video_.audiences_told, told + 1);
}

class supervision_in_the_cloud : public supervision_api {
 protected:
  supervision_in_the_cloud() : supervision_api(options_with(supervisor_rule::view, true, false)) {}
};

TEST_F(supervision_in_the_cloud, sends_twilio_no_grant_that_it_does_not_have) {
  EXPECT_TRUE(token_in(supervise()).may_publish);
  EXPECT_THAT(video_.audiences, ElementsAre(core::audience{.publisher = sue_, .receivers = {}}));
}

}  // namespace
}  // namespace flex_video::server
