#include "cloud/rest_caller.hpp"

#include "cloud/testing/scripted_http.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace flex_video::server::cloud {
namespace {

using namespace std::chrono_literals;
using net::client_errc;
using testing::cloud_options;

constexpr std::string_view url = "https://video.twilio.com";
const twilio::rest_request read{
    .method = twilio::rest_method::get, .path = "/v1/Rooms/RM1", .content_type = {}, .body = {}};
const twilio::rest_request write{.method = twilio::rest_method::post,
                                 .path = "/v1/Rooms/RM1",
                                 .content_type = "application/x-www-form-urlencoded",
                                 .body = "Status=completed"};

class rest_calling : public testing::scripted_cloud {
 protected:
  base::result<rest_answer> call(const twilio::rest_request& request) {
    return caller_.call(request, caller_.deadline());
  }
  std::string no_answer(const base::result<rest_answer>& outcome) {
    if (outcome) return "an answer";
    EXPECT_EQ(outcome.error().code, make_error_code(call_errc::no_answer));
    return outcome.error().detail;
  }

  twilio_cloud_options options_ = cloud_options();
  rest_caller caller_{http_, options_, std::string{url}, clock_, random_, waiter_};
};

TEST_F(rest_calling, sends_the_request_with_its_credentials_and_deadline) {
  http_.answer(200, "body");
  const auto answer = call(write);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->body, "body");
  const auto& sent = http_.requests.at(0);
  EXPECT_EQ(sent.verb, net::method::post);
  EXPECT_EQ(sent.url, "https://video.twilio.com/v1/Rooms/RM1");
  EXPECT_EQ(sent.body, "Status=completed");
  EXPECT_EQ(sent.headers, (decltype(sent.headers){{"Content-Type", "application/x-www-form-urlencoded"}}));
  EXPECT_EQ(sent.credentials.value().user, "SK1");
  EXPECT_EQ(sent.timeout, 4s);
}

TEST_F(rest_calling, gives_back_what_stands) {
  http_.answer(200, "").answer(302, "").answer(400, "").answer(404, "");
  for (const unsigned status : {200u, 302u, 400u, 404u}) EXPECT_EQ(call(read).value().status, status);
  EXPECT_TRUE(waiter_.waits.empty());
}

TEST_F(rest_calling, tries_again_until_an_answer_stands) {
  http_.answer(429, "").answer(503, "").fail(client_errc::could_not_connect).fail(client_errc::broken);
  http_.answer(200, "");
  EXPECT_TRUE(call(write));
  EXPECT_EQ(waiter_.waits.size(), 4u);
}

TEST_F(rest_calling, gives_up_after_the_last_attempt_and_says_what_there_was) {
  for (int i = 0; i < 4; ++i) http_.fail(client_errc::timed_out);
  http_.answer(503, "");
  EXPECT_EQ(no_answer(call(write)), "HTTP 503");
  for (int i = 0; i < 5; ++i) http_.fail(client_errc::tls);
  EXPECT_EQ(no_answer(call(write)), "the server's identity is not proved");
}

TEST_F(rest_calling, waits_as_long_as_it_is_told) {
  http_.answer(429, "", "2").answer(200, "");
  EXPECT_TRUE(call(write));
  ASSERT_EQ(waiter_.waits.size(), 1u);
  EXPECT_GE(waiter_.waits[0], 2s);
}

TEST_F(rest_calling, takes_a_retry_after_that_is_no_number_for_none) {
  for (const auto* text : {"Fri, 31 Dec 1999 23:59:59 GMT", "-1", "2s", "99999999999"}) {
    http_.answer(429, "", text).answer(200, "");
    EXPECT_TRUE(call(write)) << text;
  }
  for (const auto wait : waiter_.waits) EXPECT_LE(wait, 200ms);
}

TEST_F(rest_calling, gives_an_attempt_no_more_than_what_is_left) {
  http_.answer(200, "");
  EXPECT_TRUE(caller_.call(read, clock_.now() + 30ms));
  EXPECT_EQ(http_.requests.at(0).timeout, 30ms);
  EXPECT_EQ(no_answer(caller_.call(read, clock_.now())), "no time for the request");
}

TEST_F(rest_calling, keeps_to_the_rates_of_reads_and_writes) {
  options_.writes_per_second = 2;
  options_.reads_per_second = 3;
  rest_caller slow{http_, options_, std::string{url}, clock_, random_, waiter_};
  const auto start = clock_.now();
  for (int i = 0; i < 8; ++i) http_.answer(200, "");
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(slow.call(write, start + 10s));
  EXPECT_EQ(clock_.now(), start + 1s);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(slow.call(read, start + 10s));
  EXPECT_EQ(clock_.now(), start + 2s);
}

TEST_F(rest_calling, sends_nothing_when_its_turn_would_come_too_late) {
  options_.writes_per_second = 1;
  rest_caller slow{http_, options_, std::string{url}, clock_, random_, waiter_};
  http_.answer(200, "");
  EXPECT_TRUE(slow.call(write, clock_.now() + 1s));
  EXPECT_EQ(no_answer(slow.call(write, clock_.now() + 1s)), "no time for the request");
  EXPECT_TRUE(waiter_.waits.empty());
}

TEST_F(rest_calling, refuses_what_no_path_can_follow) {
  for (const std::string bad : {"", "video.twilio.com", "https://", "https://a/", "https:///v1",
                                "https://u@a", "https://a?b", "https://a#b", "ftp://a", "https://a b"}) {
    EXPECT_THROW((rest_caller{http_, options_, bad, clock_, random_, waiter_}), std::invalid_argument) << bad;
  }
}

TEST_F(rest_calling, describes_a_refusal_by_its_codes_alone) {
  const rest_answer refused{.status = 400, .body = R"({"code":53126,"message":"hidden"})"};
  EXPECT_EQ(refused.described(), "HTTP 400, Twilio error 53126");
  EXPECT_EQ((rest_answer{.status = 404, .body = "<html>"}.described()), "HTTP 404");
}

// A list of numbers, one page per "page:next" text.
base::result<twilio::rest_page<int>> parse_number(std::string_view text) {
  if (text == "bad") return base::fail(twilio::rest_errc::malformed, "number");
  const auto colon = text.find(':');
  return twilio::rest_page<int>{.items = {std::stoi(std::string{text})},
                                .next = std::string{text.substr(colon + 1)}};
}

class listing_numbers : public rest_calling {
 protected:
  base::result<listing<int>> list() {
    return read_list<int>(
        caller_, caller_.deadline(),
        [](std::string_view page) {
          return twilio::rest_request{.method = twilio::rest_method::get,
                                      .path = "/list?" + std::string{page},
                                      .content_type = {},
                                      .body = {}};
        },
        parse_number);
  }
};

TEST_F(listing_numbers, goes_through_all_pages) {
  http_.answer(200, "1:b").answer(200, "2:c").answer(200, "3:");
  EXPECT_THAT(list().value().items, ::testing::ElementsAre(1, 2, 3));
  EXPECT_THAT(http_.asked(), ::testing::ElementsAre("GET /list?", "GET /list?b", "GET /list?c"));
}

TEST_F(listing_numbers, tells_a_refusal_by_its_status) {
  http_.answer(200, "1:b").answer(404, "");
  const auto refused = list();
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->status, 404u);
  EXPECT_TRUE(refused->items.empty());
}

TEST_F(listing_numbers, refuses_a_page_that_is_malformed) {
  http_.answer(200, "1:b").answer(200, "bad");
  const auto refused = list();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().detail, "malformed: number");
}

TEST_F(listing_numbers, refuses_a_list_without_end) {
  for (int i = 0; i < 20; ++i) http_.answer(200, "1:again");
  EXPECT_EQ(refusal(list()), make_error_code(call_errc::no_answer));
}

}  // namespace
}  // namespace flex_video::server::cloud
