#pragma once

#include "flex_video/net/http_client.hpp"
#include "flex_video/server/twilio_cloud.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::server::cloud::testing {

inline const std::string account = "AC" + std::string(32, '1');
inline const std::string workspace = "WS" + std::string(32, '2');

inline twilio_cloud_options cloud_options() {
  return {.account = *twilio::account_sid::parse(account),
          .workspace = *twilio::workspace_sid::parse(workspace),
          .credentials = {.user = "SK1", .password = base::secret{"hidden"}}};
}

/// Gives the answers it was told, in their order, and keeps the requests. One thread.
class scripted_http final : public net::http_client {
 public:
  base::result<net::client_answer> send(const net::client_request& request) override {
    requests.push_back(request);
    if (script_.empty()) {
      ADD_FAILURE() << "unexpected request: " << request.url;
      return base::fail(net::client_errc::could_not_connect);
    }
    auto next = std::move(script_.front());
    script_.pop_front();
    return next;
  }

  scripted_http& answer(unsigned status, std::string body, std::string retry_after = {}) {
    net::client_answer told{.status = status, .headers = {}, .body = std::move(body)};
    if (!retry_after.empty()) told.headers.emplace_back("Retry-After", std::move(retry_after));
    script_.emplace_back(std::move(told));
    return *this;
  }
  scripted_http& error(unsigned status, int code) {
    return answer(status, R"({"code":)" + std::to_string(code) + R"(,"message":"no","status":)" +
                              std::to_string(status) + "}");
  }
  scripted_http& fail(net::client_errc code) {
    script_.emplace_back(base::fail(code));
    return *this;
  }
  bool finished() const { return script_.empty(); }

  /// "POST /v1/Rooms", for each request.
  std::vector<std::string> asked() const {
    std::vector<std::string> lines;
    for (const auto& request : requests) {
      const auto path = request.url.find('/', request.url.find("://") + 3);
      lines.push_back((request.verb == net::method::post ? "POST " : "GET ") + request.url.substr(path));
    }
    return lines;
  }

  std::vector<net::client_request> requests;

 private:
  std::deque<base::result<net::client_answer>> script_;
};

/// Moves a clock instead of waiting.
class stepping_waiter final : public waiter {
 public:
  explicit stepping_waiter(base::manual_clock& clock) : clock_(clock) {}
  void wait(std::chrono::milliseconds time) override {
    clock_.advance(time);
    waits.push_back(time);
  }

  std::vector<std::chrono::milliseconds> waits;

 private:
  base::manual_clock& clock_;
};

/// The cloud's adapters over a script, in stepped time.
class scripted_cloud : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_TRUE(http_.finished()) << "not all of the script was asked for"; }

  /// With other options than the usual ones. Before the first call.
  void use(twilio_cloud_options options) {
    cloud_ = std::make_unique<twilio_cloud>(http_, std::move(options), clock_, random_, waiter_);
  }

  template <class T>
  static std::error_code refusal(const base::result<T>& outcome) {
    return outcome ? std::error_code{} : outcome.error().code;
  }

  scripted_http http_;
  base::manual_clock clock_;
  base::counting_random random_;
  stepping_waiter waiter_{clock_};
  std::unique_ptr<twilio_cloud> cloud_ =
      std::make_unique<twilio_cloud>(http_, cloud_options(), clock_, random_, waiter_);
};

}  // namespace flex_video::server::cloud::testing
