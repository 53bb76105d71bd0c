#include "event_streams.hpp"

#include "fake_stream.hpp"
#include "running_service.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

options narrow_options() {
  auto options = test_options();
  options.streams = {.in_all = 3, .per_viewer = 2};
  return options;
}

class event_streams_api : public running_service {
 protected:
  event_streams_api() : running_service(narrow_options()) { session_ = started(); }

  net::response ask(const std::string& token = ada_token, const std::string& query = {},
                    header_list headers = {}) {
    headers.push_back(bearer(token));
    return get("/v1/sessions/" + session_ + "/events" + query, headers);
  }
  net::response ask_as_guest(const net::response& redeemed, const std::string& query = {}) {
    return get("/v1/visits/me/events" + query, {cookie_of(redeemed)});
  }
  /// What net does with an answer that is a stream.
  std::shared_ptr<fakes::client> open(const net::response& answer) {
    EXPECT_EQ(answer.status, 200u) << answer.body;
    auto client = std::make_shared<fakes::client>();
    answer.stream(std::make_shared<fakes::stream>(client));
    run_loop();
    return client;
  }
  std::string last_event() {
    return std::to_string(store_.rows.events_of(the_session().id).value().back().number);
  }

  std::string session_;
};

TEST_F(event_streams_api, are_event_streams_that_no_cache_and_no_proxy_holds) {
  const auto answer = ask(ada_token, {}, {{"Origin", flex_origin}});
  EXPECT_EQ(header_of(answer, "Content-Type"), "text/event-stream");
  EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
  EXPECT_EQ(header_of(answer, "X-Accel-Buffering"), "no");
  EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), flex_origin);
}

TEST_F(event_streams_api, begin_with_what_the_status_says) {
  const auto client = open(ask());
  const auto status = get("/v1/sessions/" + session_, {bearer(ada_token)}).body;
  ASSERT_THAT(client->ids(), ElementsAre("snapshot " + last_event()));
  EXPECT_THAT(client->got.front(), HasSubstr("\ndata: " + status + "\n"));

  const auto redeemed = redeem(customer_code());
  const auto guest = open(ask_as_guest(redeemed));
  EXPECT_THAT(guest->got.front(), HasSubstr("\ndata: " + redeemed.body + "\n"));
}

TEST_F(event_streams_api, tell_the_agent_and_the_supervisor_who_waits) {
  const auto agent = open(ask());
  const auto supervisor = open(ask(sue_token));
  redeem(customer_code());
  const auto waiting = redeem(customer_code());
  run_loop();
  for (const auto& client : {agent, supervisor}) {
    EXPECT_THAT(client->got.back(), HasSubstr(R"("kind":"visit_waiting")"));
    EXPECT_THAT(client->got.back(), HasSubstr(text_at(json_of(waiting), "/visit/id")));
  }
}

TEST_F(event_streams_api, tell_a_guest_of_the_own_visit_until_the_end) {
  redeem(customer_code());
  const auto waiting = redeem(customer_code());
  const auto guest = open(ask_as_guest(waiting));
  const auto path = "/v1/sessions/" + session_;
  send(net::method::post, path + "/visits/" + text_at(json_of(waiting), "/visit/id") + "/admit",
       {bearer(ada_token)});
  redeem(customer_code());
  run_loop();
  ASSERT_EQ(guest->got.size(), 2u);
  EXPECT_THAT(guest->got.back(), HasSubstr(R"("kind":"visit_admitted")"));
  send(net::method::post, path + "/end", {bearer(ada_token)});
  run_loop();
  EXPECT_THAT(guest->got.back(), HasSubstr(R"("kind":"session_ended")"));
  EXPECT_TRUE(guest->closed);
}

TEST_F(event_streams_api, go_on_after_the_last_event_of_header_or_query) {
  const auto seen = last_event();
  redeem(customer_code());
  const auto first_of = [this](const net::response& answer) {
    const auto client = open(answer);
    client->hang_up();
    return client->ids().front();
  };
  const auto next = "event " + std::to_string(std::stoi(seen) + 1);
  EXPECT_EQ(first_of(ask(ada_token, {}, {{"Last-Event-ID", seen}})), next);
  EXPECT_EQ(first_of(ask(ada_token, "?after=" + seen)), next);
  for (const auto* nonsense : {"x", "-1", "1x", "99999999999", "4294967295", "0"})
    EXPECT_EQ(first_of(ask(ada_token, std::string{"?after="} + nonsense)), "snapshot " + last_event())
        << nonsense;
}

TEST_F(event_streams_api, are_as_many_as_each_side_and_all_may_have) {
  const auto first = open(ask());
  const auto second = open(ask(sue_token));
  expect_problem(ask(), 429, "too_many_streams");
  const auto redeemed = redeem(customer_code());
  const auto third = open(ask_as_guest(redeemed));
  expect_problem(ask_as_guest(redeemed), 429, "too_many_streams");
  service_.on_tick();
  EXPECT_EQ(counted("event_streams"), "3");
  second->hang_up();
  const auto fourth = open(ask_as_guest(redeemed));
  third->hang_up();
  EXPECT_EQ(ask_as_guest(redeemed).status, 200u);
}

TEST_F(event_streams_api, hold_no_place_when_the_answer_was_only_a_head) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask().status, 200u);
}

TEST_F(event_streams_api, beat_each_third_tick) {
  const auto client = open(ask());
  for (int i = 0; i < 6; ++i) service_.on_tick();
  run_loop();
  EXPECT_THAT(client->ids(), ElementsAre("snapshot " + last_event(), ":", ":"));
}

TEST_F(event_streams_api, believe_a_flex_token_for_five_minutes) {
  const auto client = open(ask());
  clock_.advance(std::chrono::minutes{5} - std::chrono::milliseconds{1});
  service_.on_tick();
  EXPECT_FALSE(client->closed);
  clock_.advance(std::chrono::milliseconds{1});
  service_.on_tick();
  EXPECT_TRUE(client->closed);
}

TEST_F(event_streams_api, hold_nothing_that_admits) {
  const auto code = customer_code();
  const auto client = open(ask());
  const auto redeemed = redeem(code);
  const auto guest = open(ask_as_guest(redeemed));
  send(net::method::post, "/v1/visits/me/join", {cookie_of(redeemed)});
  send(net::method::post, "/v1/sessions/" + session_ + "/join", {bearer(ada_token)});
  run_loop();
  auto all = client->got;
  all.insert(all.end(), guest->got.begin(), guest->got.end());
  for (const auto& text : all) {
    for (const auto& secret : {code, std::string{"eyJ"}, cookie_of(redeemed).second})
      EXPECT_THAT(text, Not(HasSubstr(secret)));
  }
}

}  // namespace
}  // namespace flex_video::server
