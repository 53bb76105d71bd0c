#include "turnstile.hpp"

#include "running_service.hpp"

#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

/// What comes through of calls that may come at once, and that the next one is told to wait for two seconds.
class turnstile_api : public running_service {
 protected:
  explicit turnstile_api(rate_limits rates) : running_service(with(rates)) {}

  static options with(rate_limits rates) {
    auto options = test_options();
    options.rates = rates;
    return options;
  }
  static constexpr rate_limit three{.burst = 3, .per_minute = 30};
  static constexpr rate_limit plenty{.burst = 1000, .per_minute = 1000};

  void expect_limited(const net::response& answer) {
    expect_problem(answer, 429, "rate_limited");
    EXPECT_EQ(header_of(answer, "Retry-After"), "2");
  }
  net::response forged_start() {
    return send(net::method::post, "/v1/sessions", {bearer("forged"), json_type()}, "{}");
  }
};

class turnstile_of_addresses : public turnstile_api {
 protected:
  turnstile_of_addresses() : turnstile_api({.address = three, .link = plenty, .worker = plenty}) {}
};

TEST_F(turnstile_of_addresses, counts_redemptions_forged_or_not) {
  for (int i = 0; i < 3; ++i) expect_problem(redeem("forged"), 404, "invite_invalid");
  store_.refusal = core::store_errc::unavailable;  // nobody looks at it
  expect_limited(redeem("forged"));
  clock_.advance(std::chrono::milliseconds{1999});
  EXPECT_EQ(redeem("forged").status, 429u);
  clock_.advance(std::chrono::milliseconds{1});
  EXPECT_EQ(redeem("forged").status, 404u);
}

TEST_F(turnstile_of_addresses, counts_pages_behind_links) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(get("/j/forged").status, 404u);
  expect_limited(get("/j/forged"));
  EXPECT_EQ(counted(R"(rate_limited_total{by="address"})"), "1");
}

TEST_F(turnstile_of_addresses, counts_what_a_visitor_s_page_sends) {
  const auto signal = [this] {
    return send(net::method::post, "/v1/visits/me/signals", {json_type()}, R"({"kind":"opened"})");
  };
  for (int i = 0; i < 3; ++i) expect_problem(signal(), 401, "visit_unknown");
  expect_limited(signal());
  expect_limited(send(net::method::post, "/v1/visits/me/join"));
  expect_limited(get("/v1/visits/me/events"));
  EXPECT_EQ(get("/v1/visits/me").status, 401u) << "pages ask again and again";
}

TEST_F(turnstile_of_addresses, counts_forged_flex_tokens_before_iam_is_asked) {
  for (int i = 0; i < 3; ++i) expect_problem(forged_start(), 401, "flex_token_invalid");
  EXPECT_EQ(identity_.calls, 3);
  expect_limited(forged_start());
  expect_limited(get("/v1/sessions", {bearer("forged")}));
  expect_limited(start());
  EXPECT_EQ(identity_.calls, 3);
}

TEST_F(turnstile_of_addresses, lets_agents_through_whose_token_is_known) {
  EXPECT_EQ(start().status, 201u);
  for (int i = 0; i < 5; ++i) forged_start();
  EXPECT_EQ(start().status, 200u) << "a colleague's address is not the agent's fault";
}

TEST_F(turnstile_of_addresses, counts_the_original_contract_in_its_own_words) {
  const auto ask = [this](const std::string& path) {
    return send(net::method::post, path, {{"Content-Type", "application/x-www-form-urlencoded"}},
                "taskSid=" + core::samples::task.str() + "&Token=forged");
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask("/get-tokens").status, 401u);
  for (const auto* path : {"/get-tokens", "/get-tokens.js"}) {
    const auto answer = ask(path);
    EXPECT_EQ(answer.status, 429u);
    EXPECT_EQ(answer.body, R"({"error":"Too many requests; try again later"})");
    EXPECT_EQ(header_of(answer, "Retry-After"), "2");
  }
  EXPECT_EQ(identity_.calls, 3);
}

class turnstile_of_links : public turnstile_api {
 protected:
  turnstile_of_links() : turnstile_api({.address = plenty, .link = three, .worker = plenty}) {}
};

TEST_F(turnstile_of_links, counts_redemptions_of_each_session_s_links) {
  const auto code = customer_code();
  for (int i = 0; i < 3; ++i) EXPECT_EQ(redeem(code).status, 201u);
  expect_limited(redeem(code));
  EXPECT_EQ(counted(R"(rate_limited_total{by="link"})"), "1");
  EXPECT_EQ(redeem("forged").status, 404u) << "who holds no link is counted by address alone";
  EXPECT_EQ(get("/j/" + code).status, 200u);
  send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  EXPECT_EQ(redeem(customer_code()).status, 201u) << "another session";
}

class turnstile_of_workers : public turnstile_api {
 protected:
  turnstile_of_workers() : turnstile_api({.address = plenty, .link = plenty, .worker = three}) {}
};

TEST_F(turnstile_of_workers, counts_what_an_agent_writes_and_not_what_one_reads) {
  const auto id = started();
  for (int i = 0; i < 10; ++i) EXPECT_EQ(get("/v1/sessions/" + id, {bearer(ada_token)}).status, 200u);
  EXPECT_EQ(start().status, 200u);
  EXPECT_EQ(start().status, 200u);
  expect_limited(start());
  EXPECT_EQ(counted(R"(rate_limited_total{by="worker"})"), "1");
  for (const auto* call : {"/join", "/end", "/recording", "/invites", "/visits/x/admit"})
    expect_limited(send(net::method::post, "/v1/sessions/" + id + call, {bearer(ada_token)}));
  expect_limited(send(net::method::delete_, "/v1/sessions/" + id + "/invites/0", {bearer(ada_token)}));
  expect_problem(start(ben_token), 403, "task_not_reserved");
}

TEST_F(turnstile_of_workers, counts_the_original_contract) {
  const auto ask = [this] {
    return send(net::method::post, "/get-tokens", {{"Content-Type", "application/x-www-form-urlencoded"}},
                "taskSid=" + core::samples::task.str() + "&Token=" + ada_token);
  };
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask().status, 200u);
  EXPECT_EQ(ask().status, 429u);
}

}  // namespace
}  // namespace flex_video::server
