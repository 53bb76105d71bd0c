#include "original_tokens.hpp"

#include "running_service.hpp"

#include "flex_video/core/identity.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

class get_tokens : public running_service {
 protected:
  using running_service::running_service;

  net::response post(const std::string& form, const std::string& path = "/get-tokens") {
    return send(
        net::method::post, path,
        {{"Content-Type", "application/x-www-form-urlencoded;charset=UTF-8"}, {"Origin", flex_origin}}, form);
  }
  static std::string form(const std::string& token, const std::string& task = core::samples::task.str()) {
    return "taskSid=" + task + "&workerName=Somebody+Else&Token=" + token;
  }
  static void expect_error(const net::response& answer, unsigned status, std::string_view words) {
    EXPECT_EQ(answer.status, status);
    EXPECT_EQ(answer.body, R"({"error":")" + std::string{words} + "\"}");
    EXPECT_EQ(header_of(answer, "Content-Type"), "application/json");
  }
};

TEST_F(get_tokens, answers_as_the_original_did) {
  for (const auto* path : {"/get-tokens", "/get-tokens.js"}) {
    const auto answer = post(form(ada_token), path);
    EXPECT_EQ(answer.status, 200u);
    EXPECT_EQ(header_of(answer, "Content-Type"), "application/json");
    EXPECT_EQ(text_at(json_of(answer), "/roomName"), "Room-" + core::samples::task.str());
    const auto agent = token_in(answer, "/agentToken"), customer = token_in(answer, "/customerToken");
    EXPECT_EQ(agent.room, the_session().room.str());
    EXPECT_EQ(customer.room, the_session().room.str());
  }
}

TEST_F(get_tokens, chooses_identities_itself) {
  const auto first = post(form(ada_token)), second = post(form(ada_token));
  EXPECT_EQ(token_in(first, "/agentToken").identity, core::agent_identity(core::samples::ada));
  EXPECT_TRUE(token_in(first, "/customerToken").identity.starts_with("customer:"));
  EXPECT_NE(token_in(first, "/customerToken").identity, token_in(second, "/customerToken").identity);
}

TEST_F(get_tokens, gives_links_that_admit) {
  const auto body = json_of(post(form(ada_token)));
  for (const auto* role : {"agent", "customer"}) {
    const auto link = text_at(body, std::string{"/"} + role + "Link");
    ASSERT_TRUE(link.starts_with(base_url + "/j/")) << link;
    const auto redeemed = redeem(link.substr(link.rfind('/') + 1));
    EXPECT_EQ(json_of(redeemed).at_pointer("/visit/role"), role);
    EXPECT_EQ(json_of(redeemed).at_pointer("/visit/state"), "admitted");
  }
}

TEST_F(get_tokens, shares_the_session_with_start) {
  const auto id = started();
  const auto before = store_.rows.contents();
  EXPECT_EQ(post(form(ada_token)).status, 200u);
  EXPECT_EQ(store_.rows.contents(), before) << "the fast path writes nothing";
  EXPECT_EQ(the_session().id.str(), id);
}

TEST_F(get_tokens, asks_iam_once_and_the_tasks_every_time) {
  post(form(ada_token));
  const auto tasks_before = tasks_.calls;
  for (int i = 0; i < 3; ++i) post(form(ada_token));
  EXPECT_EQ(identity_.calls, 1);
  EXPECT_EQ(tasks_.calls, tasks_before + 3);
}

TEST_F(get_tokens, refuses_in_the_original_s_words_or_like_them) {
  expect_error(post(""), 400, "Missing taskSid");
  expect_error(post("taskSid=&Token=" + ada_token), 400, "Missing taskSid");
  expect_error(post(form(ada_token, "WT1")), 400, "Invalid taskSid");
  expect_error(post(form("")), 401, "A Flex token is required");
  expect_error(post(form("forged")), 401, "The Flex token is not valid");
  expect_error(post(form(ben_token)), 403, "The task is not yours");
  expect_error(send(net::method::post, "/get-tokens", {{"Content-Type", "application/json"}}, "{}"), 415,
               "This address does not take that media type");
  EXPECT_TRUE(store_.rows.contents().sessions.empty());
  EXPECT_EQ(video_.made_so_far, 0);
}

TEST_F(get_tokens, refuses_a_task_without_a_conversation) {
  auto voice = core::samples::reservation();
  voice.conversation = std::nullopt;
  tasks_.add(voice);
  expect_error(post(form(ada_token)), 409, "The task belongs to another conversation");
}

TEST_F(get_tokens, lets_flex_and_no_other_page_read_the_answer) {
  EXPECT_EQ(header_of(post(form(ada_token)), "Access-Control-Allow-Origin"), flex_origin);
  const auto foreign =
      send(net::method::post, "/get-tokens",
           {{"Content-Type", "application/x-www-form-urlencoded"}, {"Origin", "https://evil.example"}}, "");
  EXPECT_EQ(header_of(foreign, "Access-Control-Allow-Origin"), "");
  EXPECT_EQ(header_of(foreign, "Vary"), "Origin");
}

TEST_F(get_tokens, answers_a_preflight) {
  const auto answer = send(net::method::options, "/get-tokens.js",
                           {{"Origin", flex_origin}, {"Access-Control-Request-Method", "POST"}});
  EXPECT_EQ(answer.status, 204u);
  EXPECT_EQ(header_of(answer, "Access-Control-Allow-Origin"), flex_origin);
  EXPECT_EQ(header_of(answer, "Access-Control-Allow-Methods"), "POST, OPTIONS");
  EXPECT_TRUE(answer.body.empty());
}

class insecure_get_tokens : public get_tokens {
 protected:
  static options insecure_options() {
    auto options = test_options();
    options.insecure_get_tokens = true;
    return options;
  }
  insecure_get_tokens() : get_tokens(insecure_options()) {}
};

TEST_F(insecure_get_tokens, answers_anybody_without_links_or_session) {
  const auto answer = post("taskSid=WT123&workerName=Ada+Agent");
  EXPECT_EQ(answer.status, 200u);
  const auto body = json_of(answer).as_object();
  EXPECT_EQ(body.size(), 3u);
  EXPECT_EQ(body.at("roomName"), "Room-WT123");
  EXPECT_EQ(token_in(answer, "/agentToken").room, video_.open.begin()->second.sid.str());
  EXPECT_EQ(token_in(answer, "/agentToken").identity.find("Ada"), std::string::npos);
  EXPECT_NE(token_in(answer, "/agentToken").identity, token_in(answer, "/customerToken").identity);
  EXPECT_TRUE(store_.rows.contents().sessions.empty());
  EXPECT_EQ(identity_.calls, 0);
}

TEST_F(insecure_get_tokens, still_refuses_what_can_name_no_room) {
  expect_error(post("workerName=x"), 400, "Missing taskSid");
  expect_error(post("taskSid=" + std::string(65, 'x')), 400, "Invalid taskSid");
  expect_error(post("taskSid=a%2Fb"), 400, "Invalid taskSid");
  EXPECT_EQ(video_.made_so_far, 0);
}

TEST_F(insecure_get_tokens, leaves_the_rest_of_the_api_guarded) {
  expect_problem(start("forged"), 401, "flex_token_invalid");
}

}  // namespace
}  // namespace flex_video::server
