#pragma once

#include "fake_ports.hpp"

#include "flex_video/net/router.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/server/service.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::server {

inline const std::string ada_token = "flex-token-of-ada";
inline const std::string ben_token = "flex-token-of-ben";
inline const std::string sue_token = "flex-token-of-sue";
inline const std::string base_url = "http://127.0.0.1:8080";
inline const std::string flex_origin = "https://flex.twilio.com";

using header_list = std::vector<std::pair<std::string, std::string>>;

inline twilio::credentials test_credentials() {
  return {.account = *twilio::account_sid::parse("AC" + std::string(32, '1')),
          .api_key = *twilio::api_key_sid::parse("SK" + std::string(32, '2')),
          .api_secret = base::secret{"the API key's secret"}};
}

inline options test_options() {
  return {.base_url = base_url,
          .ws_server = "ws://127.0.0.1:8080/signaling",
          .allowed_origins = {flex_origin},
          .policy = {},
          .room_page = "<html><script type=\"application/json\" id=\"arrival\">__ARRIVAL__</script></html>"};
}

/// The value of a header of an answer; empty if it is not there.
inline std::string header_of(const net::response& answer, std::string_view name) {
  for (const auto& [given, value] : answer.headers) {
    if (given == name) return value;
  }
  return {};
}

inline boost::json::value json_of(const net::response& answer) { return boost::json::parse(answer.body); }

inline std::string text_at(const boost::json::value& json, std::string_view pointer) {
  return std::string{std::string_view{json.at_pointer(pointer).as_string()}};
}

/// A service on fake ports: Ada has accepted the task of a conversation, Ben is an agent as well,
/// Sue supervises.
class running_service : public testing::Test {
 protected:
  explicit running_service(options options = test_options())
      : service_(all_ports(), std::move(options), all_threads()) {
    identity_.users.emplace(ada_token, core::samples::user());
    identity_.users.emplace(ben_token, core::samples::user(core::samples::ben, "Ben Agent"));
    auto sue = core::samples::user(core::samples::sid_of<"WK">(3), "Sue Pervisor");
    sue.roles = {"supervisor"};
    identity_.users.emplace(sue_token, sue);
    tasks_.add(core::samples::reservation());
    service_.add_routes(router_);
  }

  net::response send(net::method verb, const std::string& target, const header_list& headers = {},
                     const std::string& body = {}) {
    net::request request;
    request.verb = verb;
    request.target = target;
    request.path = std::string_view{target}.substr(0, target.find('?'));
    if (const auto query = target.find('?'); query != std::string::npos) {
      request.query = std::string_view{target}.substr(query + 1);
    }
    for (const auto& [name, value] : headers) request.headers.push_back({name, value});
    request.body = body;
    request.remote_address = "127.0.0.1";
    return router_.route(request);
  }
  net::response get(const std::string& target, const header_list& headers = {}) {
    return send(net::method::get, target, headers);
  }

  static std::pair<std::string, std::string> bearer(const std::string& token) {
    return {"Authorization", "Bearer " + token};
  }
  static std::pair<std::string, std::string> json_type() { return {"Content-Type", "application/json"}; }

  net::response start(const std::string& token = ada_token, const core::task_sid& task = core::samples::task,
                      const std::string& more = {}) {
    return send(net::method::post, "/v1/sessions", {bearer(token), json_type()},
                R"({"conversationSid":")" + core::samples::conversation.str() + R"(","taskSid":")" +
                    task.str() + "\"" + more + "}");
  }
  /// The id of the session that Ada starts.
  std::string started() { return text_at(json_of(start()), "/session/id"); }
  /// The code of the customer's link of that session.
  std::string customer_code() {
    const auto link = text_at(json_of(start()), "/customerLink");
    return link.substr(link.rfind('/') + 1);
  }

  net::response redeem(const std::string& code, const header_list& headers = {}) {
    auto all = headers;
    all.push_back(json_type());
    return send(net::method::post, "/v1/visits", all, R"({"code":")" + code + "\"}");
  }
  /// The Cookie header that sends back what an answer set.
  static std::pair<std::string, std::string> cookie_of(const net::response& answer) {
    const auto set = header_of(answer, "Set-Cookie");
    return {"Cookie", set.substr(0, set.find(';'))};
  }

  twilio::access_token token_in(const net::response& answer, std::string_view pointer = "/token") {
    const auto verified = verifier_.verify(text_at(json_of(answer), pointer), clock_.now());
    EXPECT_TRUE(verified);
    return verified.value();
  }

  core::session the_session() {
    EXPECT_EQ(store_.rows.contents().sessions.size(), 1u);
    return store_.rows.contents().sessions.front();
  }

  /// The value of a series in /metrics: counted("sessions_open"); empty if it is not there.
  std::string counted(const std::string& series) const {
    const auto text = "\n" + counts_.text();
    const auto line = "\nflex_video_" + series + " ";
    const auto at = text.find(line);
    if (at == std::string::npos) return {};
    const auto begin = at + line.size();
    return text.substr(begin, text.find('\n', begin) - begin);
  }

  static void expect_problem(const net::response& answer, unsigned status, std::string_view code) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_EQ(header_of(answer, "Content-Type"), "application/problem+json");
    const auto body = json_of(answer);
    EXPECT_EQ(text_at(body, "/code"), code);
    EXPECT_EQ(body.at("status"), status);
  }

  ports all_ports() {
    return {.store = store_,
            .inbox = inbox_,
            .feed = store_.rows,
            .video = video_,
            .identity = identity_,
            .tasks = tasks_,
            .messages = messages_,
            .clock = clock_,
            .random = random_,
            .signer = signer_,
            .tokens = issuer_,
            .counts = counts_};
  }

  /// What may block runs at once; what is posted to the loop waits for run_loop().
  threads all_threads() {
    return {.run = [](const std::function<void()>& task) { task(); },
            .post_to_loop = [this](std::function<void()> task) { posted_.push_back(std::move(task)); }};
  }
  void run_loop() {
    for (; !posted_.empty(); posted_.pop_front()) posted_.front()();
  }

  std::deque<std::function<void()>> posted_;
  fakes::store store_;
  fakes::inbox inbox_;
  fakes::video video_;
  fakes::identity identity_;
  fakes::tasks tasks_;
  fakes::messages messages_;
  base::manual_clock clock_{core::samples::noon};
  base::counting_random random_;
  hmac_code_signer signer_{base::secret{"a key of sixteen bytes or more"}};
  twilio::access_token_issuer issuer_{test_credentials()};
  twilio::access_token_verifier verifier_{test_credentials()};
  metrics counts_;
  service service_;
  net::router router_;
};

}  // namespace flex_video::server
