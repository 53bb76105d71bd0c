#include "cloud/worker_names.hpp"

#include "cloud/testing/scripted_http.hpp"

#include <gmock/gmock.h>

namespace flex_video::server::cloud {
namespace {

twilio::worker_sid worker(char digit) { return *twilio::worker_sid::parse("WK" + std::string(32, digit)); }

class naming_workers : public testing::scripted_cloud {
 protected:
  /// How many requests it takes to name a worker.
  std::size_t requests_for(char digit) {
    const auto before = http_.requests.size();
    EXPECT_EQ(names_.find(worker(digit)), std::string{"Worker "} + digit);
    return http_.requests.size() - before;
  }
  void tell(char digit) {
    http_.answer(200, R"({"sid":")" + worker(digit).str() + R"(","friendly_name":"Worker )" + digit + "\"}");
  }

  twilio_cloud_options options_ = testing::cloud_options();
  rest_caller api_{http_, options_, "https://taskrouter.twilio.com", clock_, random_, waiter_};
  worker_names names_{api_, options_, clock_, 2};
};

TEST_F(naming_workers, remembers_no_more_than_it_may) {
  for (const char digit : {'1', '2', '3'}) {
    tell(digit);
    EXPECT_EQ(requests_for(digit), 1u);
  }
  EXPECT_EQ(requests_for('3'), 0u);
  // Which of the others was forgotten is not said; a request that was not expected fails the test.
  const std::size_t before = http_.requests.size();
  http_.answer(404, "").answer(404, "");
  const bool knows_first = names_.find(worker('1')).has_value();
  const bool knows_second = names_.find(worker('2')).has_value();
  EXPECT_NE(knows_first, knows_second);
  EXPECT_EQ(http_.requests.size(), before + 1);
  EXPECT_EQ(names_.find(worker('4')), std::nullopt);  // takes the answer that is left
}

TEST_F(naming_workers, forgets_the_outdated_first) {
  tell('1');
  requests_for('1');
  clock_.advance(worker_names::longest);
  for (const char digit : {'2', '3'}) {
    tell(digit);
    requests_for(digit);
  }
  EXPECT_EQ(requests_for('2'), 0u);
  EXPECT_EQ(requests_for('3'), 0u);
}

TEST_F(naming_workers, believes_no_answer_about_another_worker) {
  tell('2');
  EXPECT_EQ(names_.find(worker('1')), std::nullopt);
}

}  // namespace
}  // namespace flex_video::server::cloud
