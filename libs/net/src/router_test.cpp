#include "flex_video/net/router.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

namespace flex_video::net {
namespace {

/// A handler that tells its name and what its parameters matched.
handler told(std::string name) {
  return [name](const request& request) {
    auto body = name;
    for (const auto& [parameter, value] : request.parameters)
      body += " " + std::string(parameter) + "=" + value;
    return text(200, body);
  };
}

std::string header_of(const response& answer, std::string_view name) {
  for (const auto& [key, value] : answer.headers) {
    if (key == name) return value;
  }
  return {};
}

class router_table : public ::testing::Test {
 protected:
  router_table() {
    routes_.add(method::get, "/", told("root"));
    routes_.add(method::get, "/v1/sessions/{id}", told("session"));
    routes_.add(method::post, "/v1/sessions/{id}/join", told("join"));
    routes_.add(method::get, "/v1/sessions/mine", told("mine"));
    routes_.add(method::delete_, "/v1/sessions/mine", told("delete mine"));
    routes_.add(method::get, "/assets/{path...}", told("asset"));
    routes_.add(method::get, "/assets/special/file", told("special"));
    routes_.add_any("/twilio/{host}/{path...}", told("twilio"));
    routes_.add(method::post, "/twilio/{host}/{path...}", told("twilio post"));
    routes_.add_websocket("/signaling", [](const request&, std::shared_ptr<websocket>) {
      return std::unexpected(text(403, "no"));
    });
  }

  response ask(method verb, std::string_view path) {
    request request;
    request.verb = verb;
    request.path = path;
    return routes_.route(request);
  }
  std::string body(method verb, std::string_view path) { return ask(verb, path).body; }

  router routes_;
};

TEST_F(router_table, finds_literal_paths) {
  EXPECT_EQ(body(method::get, "/"), "root");
  EXPECT_EQ(body(method::get, "/v1/sessions/mine"), "mine");
}

TEST_F(router_table, fills_in_parameters) {
  EXPECT_EQ(body(method::get, "/v1/sessions/abc"), "session id=abc");
  EXPECT_EQ(body(method::post, "/v1/sessions/abc/join"), "join id=abc");
}

TEST_F(router_table, prefers_literals_but_comes_back) {
  EXPECT_EQ(body(method::get, "/assets/special/file"), "special");
  EXPECT_EQ(body(method::get, "/assets/special/other"), "asset path=special/other");
  EXPECT_EQ(body(method::post, "/v1/sessions/mine/join"), "join id=mine");
}

TEST_F(router_table, decodes_parameters) {
  EXPECT_EQ(body(method::get, "/v1/sessions/a%2Fb%20c"), "session id=a/b c");
  EXPECT_EQ(body(method::get, "/v1/sessions/a+b"), "session id=a+b");
}

TEST_F(router_table, knows_literals_that_are_encoded) {
  EXPECT_EQ(body(method::get, "/v1/%73essions/mine"), "mine");
}

TEST_F(router_table, keeps_slashes_of_a_rest) {
  EXPECT_EQ(body(method::get, "/assets/a//b%20c/"), "asset path=a//b c/");
  EXPECT_EQ(body(method::get, "/assets/"), "asset path=");
}

TEST_F(router_table, prefers_method_to_any) {
  EXPECT_EQ(body(method::post, "/twilio/video.twilio.com/v1/x"),
            "twilio post host=video.twilio.com path=v1/x");
  EXPECT_EQ(body(method::options, "/twilio/video.twilio.com/v1/x"), "twilio host=video.twilio.com path=v1/x");
  EXPECT_EQ(body(method::other, "/twilio/video.twilio.com/v1/x"), "twilio host=video.twilio.com path=v1/x");
}

TEST_F(router_table, answers_head_with_get) {
  EXPECT_EQ(body(method::head, "/v1/sessions/abc"), "session id=abc");
}

TEST_F(router_table, knows_no_other_path) {
  for (const auto* path : {"/v2", "/v1/sessions", "/v1/sessions/", "/v1/sessions/a/b", "/assets", "*", "",
                           "/v1/sessions/%zz", "/assets/%zz", "/v1/sessions/mine/"}) {
    const auto answer = ask(method::get, path);
    EXPECT_EQ(answer.status, 404U) << path;
    EXPECT_NE(answer.body.find(R"("code":"not_found")"), std::string::npos) << path;
  }
}

TEST_F(router_table, tells_which_methods_a_path_takes) {
  const auto answer = ask(method::put, "/v1/sessions/abc");
  EXPECT_EQ(answer.status, 405U);
  EXPECT_EQ(header_of(answer, "Allow"), "GET, HEAD");
  EXPECT_NE(answer.body.find(R"("code":"method_not_allowed")"), std::string::npos);
  EXPECT_EQ(header_of(ask(method::get, "/v1/sessions/a/join"), "Allow"), "POST");
  EXPECT_EQ(header_of(ask(method::put, "/v1/sessions/mine"), "Allow"), "GET, HEAD, DELETE");
}

TEST_F(router_table, asks_for_an_upgrade_where_only_a_websocket_is) {
  const auto answer = ask(method::get, "/signaling");
  EXPECT_EQ(answer.status, 426U);
  EXPECT_EQ(header_of(answer, "Upgrade"), "websocket");
}

TEST_F(router_table, tells_where_a_handler_runs) {
  routes_.add(method::get, "/slow", told("slow"), runs_on::worker);
  routes_.add_any("/slower", told("slower"), runs_on::worker);
  const auto where = [&](method verb, std::string_view path) {
    request request;
    request.verb = verb;
    request.path = path;
    return routes_.find(request).value().where;
  };
  EXPECT_EQ(where(method::get, "/slow"), runs_on::worker);
  EXPECT_EQ(where(method::head, "/slow"), runs_on::worker);
  EXPECT_EQ(where(method::put, "/slower"), runs_on::worker);
  EXPECT_EQ(where(method::get, "/v1/sessions/mine"), runs_on::loop);
}

TEST_F(router_table, finds_websockets_apart_from_handlers) {
  request request;
  request.path = "/signaling";
  EXPECT_NE(routes_.route_websocket(request), nullptr);
  request.path = "/v1/sessions/abc";
  EXPECT_EQ(routes_.route_websocket(request), nullptr);
  EXPECT_TRUE(request.parameters.empty());
}

TEST(router, refuses_what_is_ambiguous) {
  router routes;
  routes.add(method::get, "/a/{id}", told("one"));
  EXPECT_THROW(routes.add(method::get, "/a/{id}", told("two")), std::logic_error);
  EXPECT_THROW(routes.add(method::get, "/a/{name}", told("two")), std::logic_error);
  EXPECT_THROW(routes.add(method::get, "a", told("two")), std::logic_error);
  EXPECT_THROW(routes.add(method::get, "/{rest...}/b", told("two")), std::logic_error);
  EXPECT_NO_THROW(routes.add(method::post, "/a/{id}", told("two")));
}

TEST_F(router_table, knows_which_routes_take_large_bodies) {
  routes_.take_large_bodies(method::post, "/v1/sessions/{id}/join", 1000);
  const auto large_body = [&](method verb, std::string_view path) {
    request request;
    request.verb = verb;
    request.path = path;
    const auto bytes = routes_.large_body(request);
    EXPECT_TRUE(request.parameters.empty());
    return bytes;
  };
  EXPECT_EQ(large_body(method::post, "/v1/sessions/abc/join"), 1000U);
  EXPECT_EQ(large_body(method::put, "/v1/sessions/abc/join"), 0U);
  EXPECT_EQ(large_body(method::get, "/v1/sessions/mine"), 0U);
  EXPECT_EQ(large_body(method::post, "/nowhere"), 0U);
  EXPECT_EQ(large_body(method::post, "*"), 0U);
  EXPECT_THROW(routes_.take_large_bodies(method::put, "/v1/sessions/{id}/join", 1), std::logic_error);
}

}  // namespace
}  // namespace flex_video::net
