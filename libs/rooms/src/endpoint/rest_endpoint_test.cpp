#include "flex_video/rooms/rest_endpoint.hpp"

#include "testing/model_media.hpp"
#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>

namespace flex_video::rooms {
namespace {

using testing::HasSubstr;

/// Answers the first call with `status`, the others with 404; 0 means that the address can't be read.
class fixed_client final : public net::http_client {
 public:
  base::result<net::client_answer> send(const net::client_request& request) override {
    if (status == 0) throw std::invalid_argument("no URL");
    sent = request;
    ++calls;
    if (calls == 1) return net::client_answer{.status = status, .headers = headers, .body = {}};
    return net::client_answer{.status = 404, .headers = {}, .body = {}};
  }

  unsigned status = 404;
  std::vector<std::pair<std::string, std::string>> headers;
  int calls = 0;
  net::client_request sent;
};

struct a_media_worker {
  model_media media;
};

struct rest_endpoint_test : testing::Test, a_media_worker, room_fixture {
  rest_endpoint_test() : room_fixture({}, &media) {
    serve_rest(routes, {loop, server, http, workers, random},
               {.account = test_credentials().account,
                .auth_token = base::secret{"token"},
                .callers = {{"AC1", base::secret{"the token"}}},
                .base_url = "http://here",
                .callback_lost = [this](const base::error& why) {
                  lost = why.detail;
                  loop.stop();
                }});
  }
  ~rest_endpoint_test() override { workers.stop(); }

  net::response create(std::string_view authorization) {
    net::request request;
    request.verb = net::method::post;
    request.target = request.path = "/v1/Rooms";
    request.headers = {{"Authorization", authorization},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "UniqueName=r1&StatusCallback=http://app.example/hook";
    return routes.route(request);
  }

  net::event_loop loop;
  /// Keeps the loop running while all it waits for is on a worker.
  std::unique_ptr<net::event_loop::timer> deadline =
      loop.after(std::chrono::seconds{20}, [this] { loop.stop(); });
  fixed_client http;
  net::workers workers{1, 8};
  net::router routes;
  std::string lost;
};

TEST_F(rest_endpoint_test, lets_nobody_else_make_rooms) {
  EXPECT_EQ(create("").status, 401u);
  EXPECT_FALSE(server.find_room("r1")->has_value());
}

TEST_F(rest_endpoint_test, tells_what_media_workers_carry) {
  net::request request;
  request.target = request.path = "/v1/MediaWorkers";
  EXPECT_EQ(routes.route(request).status, 401u);
  request.headers = {{"Authorization", "Basic QUMxOnRoZSB0b2tlbg=="}};
  const auto told = routes.route(request);
  EXPECT_EQ(told.status, 200u);
  EXPECT_EQ(told.body, R"({"media_workers":[{"running":true,"rooms":0,"participants":0,"streams":0,)"
                       R"("streams_at_most":400,"cpu_seconds":0E0,"losses":0}]})");
  request.verb = net::method::post;
  EXPECT_EQ(routes.route(request).status, 405u);
}

TEST_F(rest_endpoint_test, sends_callbacks_and_tells_of_those_that_are_lost) {
  EXPECT_EQ(create("Basic QUMxOnRoZSB0b2tlbg==").status, 201u);
  loop.run();
  EXPECT_THAT(lost, HasSubstr("HTTP 404"));
  EXPECT_EQ(http.sent.url, "http://app.example/hook");
  EXPECT_EQ(http.sent.headers.at(0).first, "X-Twilio-Signature");
  EXPECT_THAT(http.sent.body, HasSubstr("StatusCallbackEvent=room-created"));
}

TEST_F(rest_endpoint_test, sends_a_callback_again_when_a_busy_receiver_wants_it) {
  http.status = 503;
  http.headers = {{"Retry-After", "10"}};
  create("Basic QUMxOnRoZSB0b2tlbg==");
  const auto at_once = loop.after(std::chrono::milliseconds{500}, [this] { loop.stop(); });
  loop.run();
  EXPECT_EQ(http.calls, 1);
  EXPECT_EQ(lost, "") << "it waits";
}

TEST_F(rest_endpoint_test, survives_an_address_that_the_client_can_t_read) {
  http.status = 0;
  create("Basic QUMxOnRoZSB0b2tlbg==");
  loop.run();
  EXPECT_THAT(lost, HasSubstr("can't be asked"));
}

}  // namespace
}  // namespace flex_video::rooms
