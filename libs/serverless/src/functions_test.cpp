#include "flex_video/serverless/functions.hpp"

#include "testing/sample_environment.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

namespace flex_video::serverless {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;
using testing::ElementsAre, testing::EndsWith, testing::HasSubstr, testing::Pair, testing::StartsWith;
namespace json = boost::json;

const std::string task = "WT" + std::string(32, '4');
const std::string worker = "WK" + std::string(32, '5');
const std::string conversation = "CH" + std::string(32, '6');
const std::string room = "RM" + std::string(32, '7');
constexpr base::time_point start{seconds{1'800'000'000}};

std::string token_answer() {
  return json::serialize(json::object{{"valid", true},
                                      {"identity", "ada"},
                                      {"worker_sid", worker},
                                      {"expiration", "2027-12-31T00:00:00Z"},
                                      {"roles", {"agent"}}});
}
std::string worker_answer() {
  return json::serialize(
      json::object{{"sid", worker}, {"friendly_name", "ada"}, {"attributes", R"({"full_name":"Ada"})"}});
}
std::string reservations() {
  return json::serialize(json::object{{"reservations",
                                       {{{"sid", "WR" + std::string(32, '8')},
                                         {"task_sid", task},
                                         {"worker_sid", worker},
                                         {"reservation_status", "accepted"},
                                         {"date_created", "2026-11-30T00:00:00Z"}}}},
                                      {"meta", {{"key", "reservations"}, {"next_page_url", nullptr}}}});
}
std::string task_answer() {
  return json::serialize(json::object{
      {"sid", task},
      {"assignment_status", "assigned"},
      {"attributes",
       json::serialize(json::object{{"conversationSid", conversation}, {"customerName", "Cus"}})}});
}
std::string room_answer() {
  return json::serialize(
      json::object{{"sid", room}, {"unique_name", "Room-" + task}, {"status", "in-progress"}});
}

/// A host that answers with one of these after the other, each after 50 ms, and keeps what it was asked for.
class host {
 public:
  function_answer run(std::string function, twilio::form parameters, std::deque<net::client_answer> answers,
                      const twilio::form& environment = sample_environment()) {
    function_call call{.function = std::move(function),
                       .environment = environment,
                       .parameters = std::move(parameters),
                       .headers = {},
                       .began = start,
                       .seed = {},
                       .steps = {}};
    auto now = start;
    for (;;) {
      const auto next = advance(call);
      if (const auto* answer = std::get_if<function_answer>(&next)) return *answer;
      now += milliseconds{50};
      if (const auto* wait = std::get_if<milliseconds>(&next)) {
        now += *wait;
        asked.emplace_back("wait");
        call.steps.push_back({.at = now, .outcome = waited{}});
        continue;
      }
      const auto& request = std::get<net::client_request>(next);
      asked.push_back(request.url);
      finished_step step{.at = now, .outcome = net::client_errc::timed_out};
      if (answers.empty()) {
        step.at = now += request.timeout;
      } else {
        step.outcome = answers.front();
        answers.pop_front();
      }
      call.steps.push_back(std::move(step));
    }
  }

  std::vector<std::string> asked;
};

net::client_answer good(std::string body) { return {.status = 200, .headers = {}, .body = std::move(body)}; }

std::deque<net::client_answer> all_good() {
  return {good(token_answer()),
          good(worker_answer()),
          good(reservations()),
          good(task_answer()),
          {.status = 201, .headers = {}, .body = room_answer()}};
}

TEST(functions, get_tokens_asks_iam_then_the_task_then_for_a_room) {
  host host;
  const auto answer = host.run("get-tokens", {{"taskSid", task}, {"Token", "flex-token"}}, all_good());
  EXPECT_EQ(answer.status, 200u) << answer.body << answer.log;
  EXPECT_THAT(host.asked, ElementsAre(StartsWith("https://iam.twilio.com/"), HasSubstr("/Workers/" + worker),
                                      HasSubstr("/Reservations"), EndsWith("/Tasks/" + task),
                                      "https://video.twilio.com/v1/Rooms"));
  const auto body = json::parse(answer.body).as_object();
  EXPECT_EQ(std::string{body.at("roomName").as_string()}, "Room-" + task);
  EXPECT_THAT(std::string{body.at("customerLink").as_string()},
              StartsWith("https://video-1234.twil.io/video-room.html#"));
  EXPECT_THAT(answer.headers, testing::Contains(Pair("Access-Control-Allow-Origin", "*")));
}

TEST(functions, are_asked_nothing_for_a_request_that_can_not_be) {
  for (const auto& form :
       {twilio::form{{"Token", "t"}}, {{"taskSid", "WT"}, {"Token", "t"}}, {{"taskSid", task}}}) {
    host host;
    EXPECT_GE(host.run("get-tokens", form, {}).status, 400u);
    EXPECT_TRUE(host.asked.empty());
  }
}

TEST(functions, ask_once_more_after_a_server_in_trouble) {
  host host;
  auto answers = all_good();
  answers.push_front({.status = 503, .headers = {}, .body = {}});
  EXPECT_EQ(host.run("get-tokens", {{"taskSid", task}, {"Token", "flex-token"}}, answers).status, 200u);
  EXPECT_THAT(host.asked.at(1), "wait");
  EXPECT_EQ(host.asked.at(0), host.asked.at(2));
}

TEST(functions, are_over_in_time_whoever_hangs) {
  auto answers = all_good();
  for (std::size_t hangs = 0; hangs < 5; ++hangs) {
    host host;
    std::deque<net::client_answer> before(answers.begin(),
                                          answers.begin() + static_cast<std::ptrdiff_t>(hangs));
    const auto answer = host.run("get-tokens", {{"taskSid", task}, {"Token", "flex-token"}}, before);
    EXPECT_EQ(answer.status, 503u) << hangs << answer.body;
    EXPECT_FALSE(answer.log.empty());
    EXPECT_THAT(answer.log, testing::Not(HasSubstr("flex-token")));
  }
}

TEST(functions, say_which_variable_is_missing_to_the_operator_alone) {
  host host;
  const auto answer = host.run("start", {}, {}, sample_environment({{"API_KEY", ""}}));
  EXPECT_EQ(answer.status, 500u);
  EXPECT_THAT(answer.log, HasSubstr("API_KEY"));
  EXPECT_THAT(answer.body, testing::Not(HasSubstr("API_KEY")));
}

TEST(functions, let_the_allowed_origins_read) {
  const auto origin_of = [](std::string_view origin) {
    const auto next =
        advance({.function = "start",
                 .environment = sample_environment({{"ALLOWED_ORIGINS", "https://flex.twilio.com"}}),
                 .parameters = {},
                 .headers = {{"origin", std::string{origin}}},
                 .began = start,
                 .seed = {},
                 .steps = {}});
    for (const auto& [name, value] : std::get<function_answer>(next).headers)
      if (name == "Access-Control-Allow-Origin") return value;
    return std::string{"none"};
  };
  EXPECT_EQ(origin_of("https://flex.twilio.com"), "https://flex.twilio.com");
  EXPECT_EQ(origin_of("https://evil.example"), "none");
  EXPECT_EQ(origin_of("null"), "none") << "as a sandboxed frame calls itself";
  EXPECT_EQ(origin_of(""), "none");
}

TEST(functions, are_five) {
  host host;
  EXPECT_EQ(host.run("Get-Tokens", {}, {}).status, 404u);
  for (const auto* name : {"get-tokens", "start", "join", "end", "task-event"})
    EXPECT_NE(host.run(name, {}, {}).status, 404u) << name;
}

TEST(advance_json, says_the_same_in_json) {
  json::object environment;
  for (const auto& [name, value] : sample_environment()) environment[name] = value;
  json::object call{{"function", "get-tokens"},
                    {"environment", environment},
                    {"parameters", {{"taskSid", task}, {"Token", "flex-token"}, {"list", {1, 2}}}},
                    {"headers", json::object{}},
                    {"began", 1'800'000'000'000},
                    {"seed", std::string(43, 'A')},
                    {"steps", json::array{}}};
  const auto asked = json::parse(advance_json(json::serialize(call))).at("request").as_object();
  EXPECT_EQ(asked.at("method"), "POST");
  EXPECT_THAT(std::string{asked.at("headers").at("Authorization").as_string()}, StartsWith("Basic "));
  call["steps"].as_array().push_back({{"at", 1'800'000'000'100}, {"failure", "not_connected"}});
  EXPECT_TRUE(json::parse(advance_json(json::serialize(call))).as_object().contains("wait"));
  call["steps"] = {{{"at", 1'800'000'000'100},
                    {"status", 200},
                    {"headers", json::object{}},
                    {"body", R"({"valid":false})"}}};
  const auto answer = json::parse(advance_json(json::serialize(call))).at("answer").as_object();
  EXPECT_EQ(answer.at("status"), 401);
}

TEST(advance_json, answers_what_is_no_call) {
  for (const auto* text : {"", "[]", "{", "{}", R"({"seed":"short"})"})
    EXPECT_EQ(json::parse(advance_json(text)).at("answer").at("status"), 500) << text;
}

}  // namespace
}  // namespace flex_video::serverless
