#include "running_service.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::HasSubstr;

class operator_routes : public running_service {
 protected:
  static options watched(std::string token, bool& draining) {
    auto options = test_options();
    options.metrics_token = base::secret{std::move(token)};
    options.draining = [&draining] { return draining; };
    return options;
  }
  explicit operator_routes(std::string token = "a token of the operator's")
      : running_service(watched(std::move(token), draining_)) {}

  static inline bool draining_ = false;
};

TEST_F(operator_routes, say_that_it_is_up_and_ready) {
  EXPECT_EQ(get("/healthz").status, 200u);
  EXPECT_EQ(get("/readyz").body, R"({"status":"ready"})");
}

TEST_F(operator_routes, are_not_ready_without_the_store_or_while_it_drains) {
  store_.read_refusal = core::store_errc::unavailable;
  expect_problem(get("/readyz"), 503, "store_unavailable");
  EXPECT_EQ(get("/healthz").status, 200u) << "but up";
  store_.read_refusal.reset();
  draining_ = true;
  expect_problem(get("/readyz"), 503, "draining");
  draining_ = false;
  EXPECT_EQ(get("/readyz").status, 200u);
}

TEST_F(operator_routes, give_the_metrics_for_their_token_alone) {
  const auto answer = get("/metrics", {{"Authorization", "Bearer a token of the operator's"}});
  EXPECT_EQ(answer.status, 200u);
  EXPECT_THAT(answer.body, HasSubstr("flex_video_"));
  EXPECT_EQ(header_of(answer, "Content-Type"), metrics::content_type);
  for (const std::string wrong : {"", "Bearer ", "Bearer a token", "a token of the operator's", "Basic x"})
    expect_problem(get("/metrics", {{"Authorization", wrong}}), 401, "metrics_token_wrong");
}

class without_metrics_token : public operator_routes {
 protected:
  without_metrics_token() : operator_routes("") {}
};

TEST_F(without_metrics_token, the_metrics_are_for_loopback) {
  EXPECT_EQ(get("/metrics").status, 200u);
  net::request from_outside;
  from_outside.target = from_outside.path = "/metrics";
  from_outside.remote_address = "192.0.2.1";
  expect_problem(router_.route(from_outside), 401, "metrics_token_wrong");
}

}  // namespace
}  // namespace flex_video::server
