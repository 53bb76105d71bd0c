#include "running_service.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/identity.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

options recording_options() {
  auto options = test_options();
  options.policy.recording_allowed = true;
  return options;
}

class recording_api : public running_service {
 protected:
  recording_api() : running_service(recording_options()) { started(); }

  net::response record(const std::string& action) {
    return send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/recording",
                {bearer(ada_token), json_type()}, R"({"action":")" + action + "\"}");
  }
};

TEST_F(recording_api, starts_pauses_and_stops) {
  EXPECT_EQ(json_of(record("start")).at_pointer("/session/recording"), "on");
  EXPECT_EQ(video_.recording, core::recording_state::on);
  EXPECT_EQ(json_of(record("pause")).at_pointer("/session/recording"), "paused");
  EXPECT_EQ(video_.recording, core::recording_state::paused);
  EXPECT_EQ(json_of(record("start")).at_pointer("/session/recording"), "on");
  EXPECT_EQ(video_.recording, core::recording_state::on);
  EXPECT_EQ(json_of(record("stop")).at_pointer("/session/recording"), "off");
  EXPECT_EQ(video_.recording, core::recording_state::off);
  EXPECT_EQ(store_.rows.contents().events.back().kind, core::event_kind::recording_stopped);
}

TEST_F(recording_api, waits_for_the_consent_of_who_was_let_in) {
  const auto cookie = cookie_of(redeem(customer_code()));
  expect_problem(record("start"), 409, "consent_missing");
  EXPECT_EQ(video_.recording_calls, 0);
  const auto told = send(net::method::post, "/v1/visits/me/signals", {cookie, json_type()},
                         R"({"kind":"consented","version":"2026-11-24","language":"de"})");
  EXPECT_EQ(told.status, 204u);
  EXPECT_EQ(store_.rows.contents().events.back().kind, core::event_kind::consent_given);
  EXPECT_EQ(store_.rows.contents().events.back().detail, "2026-11-24 de");
  EXPECT_EQ(json_of(record("start")).at_pointer("/session/recording"), "on");
}

TEST_F(recording_api, lets_nobody_in_who_has_not_agreed) {
  EXPECT_EQ(json_of(record("start")).at_pointer("/session/recording"), "on");
  const auto cookie = cookie_of(redeem(customer_code()));
  const auto join = [&] { return send(net::method::post, "/v1/visits/me/join", {cookie}); };
  const auto before = store_.rows.contents();
  expect_problem(join(), 409, "consent_missing");
  EXPECT_EQ(store_.rows.contents(), before);
  send(net::method::post, "/v1/visits/me/signals", {cookie, json_type()},
       R"({"kind":"consented","version":"2026-11-24","language":"de"})");
  EXPECT_THAT(video_.recorded, testing::ElementsAre(core::agent_identity(the_session().worker)));
  EXPECT_EQ(join().status, 200u);
  EXPECT_THAT(video_.recorded, testing::SizeIs(2)) << "before the token is told";
}

TEST_F(recording_api, refuses_a_consent_to_another_text) {
  const auto cookie = cookie_of(redeem(customer_code()));
  const auto before = store_.rows.contents();
  expect_problem(send(net::method::post, "/v1/visits/me/signals", {cookie, json_type()},
                      R"({"kind":"consented","version":"2026-11-23","language":"de"})"),
                 409, "consent_outdated");
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(recording_api, tells_the_agent_who_has_agreed) {
  const auto cookie = cookie_of(redeem(customer_code()));
  const auto path = "/v1/sessions/" + the_session().id.str();
  EXPECT_FALSE(
      json_of(get(path, {bearer(ada_token)})).at_pointer("/visits/0").as_object().contains("consent"));
  send(net::method::post, "/v1/visits/me/signals", {cookie, json_type()},
       R"({"kind":"consented","version":"2026-11-24","language":"ja"})");
  EXPECT_EQ(json_of(get(path, {bearer(ada_token)})).at_pointer("/visits/0/consent"), "2026-11-24");
}

TEST_F(recording_api, gives_the_page_of_a_guest_the_terms_to_agree_to) {
  const auto code = customer_code();
  EXPECT_THAT(get("/j/" + code).body, testing::HasSubstr(R"("consent":{"version":"2026-11-24"})"));
  EXPECT_THAT(get("/agent/" + the_session().id.str()).body, testing::Not(testing::HasSubstr("consent")));
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  EXPECT_THAT(get("/j/" + code).body, testing::Not(testing::HasSubstr("consent")));
}

TEST_F(recording_api, stores_nothing_that_the_provider_did_not_do) {
  video_.refusal = core::provider_errc::refused;
  const auto before = store_.rows.contents();
  expect_problem(record("start"), 502, "provider_refused");
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(recording_api, asks_the_provider_again_when_the_state_changed_meanwhile) {
  store_.before_commit = [this] {
    auto changed = the_session();
    changed.agent_in_room = true;
    ASSERT_TRUE(store_.rows.commit({.session = changed}));
  };
  EXPECT_EQ(json_of(record("start")).at_pointer("/session/recording"), "on");
  EXPECT_EQ(video_.recording_calls, 2);
}

TEST_F(recording_api, stop_stops_a_recording_that_is_not_stored) {
  video_.recording = core::recording_state::on;
  const auto before = store_.rows.contents();
  EXPECT_EQ(json_of(record("stop")).at_pointer("/session/recording"), "off");
  EXPECT_EQ(video_.recording, core::recording_state::off);
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(recording_api, goes_back_when_the_call_got_another_agent_meanwhile) {
  store_.before_commit = [this] {
    auto changed = the_session();
    changed.worker = core::samples::ben;
    ASSERT_TRUE(store_.rows.commit({.session = changed}));
  };
  expect_problem(record("start"), 403, "not_your_session");
  EXPECT_EQ(video_.recording, core::recording_state::off) << "what nobody asked for";
}

TEST_F(recording_api, leaves_a_call_alone_that_ended_meanwhile) {
  store_.before_commit = [this] {
    const auto record = store_.rows.find_session(the_session().id).value();
    ASSERT_TRUE(store_.rows.commit(
        core::end_session(record, core::end_reason::agent_ended, "x", clock_.now(), random_)));
  };
  expect_problem(record("start"), 410, "session_ended");
  EXPECT_EQ(video_.recording_calls, 1) << "its room is closed by who ended it";
}

}  // namespace
}  // namespace flex_video::server
