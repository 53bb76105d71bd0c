#include "flex_video/server/service.hpp"

#include "running_service.hpp"

#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

/// A service with all that can be switched on.
class service_api : public running_service {
 protected:
  service_api() : running_service(all_of_it()) {}

 private:
  static options all_of_it() {
    auto options = test_options();
    options.auth_token = base::secret{"the account's auth token"};
    return options;
  }
};

net::method method_of(std::string_view name) {
  if (name == "get") return net::method::get;
  return name == "delete" ? net::method::delete_ : net::method::post;
}

TEST_F(service_api, has_every_route_that_openapi_json_declares) {
  const auto answer = get("/openapi.json");
  const auto document = boost::json::parse(*answer.shared_body);
  int routes = 0;
  for (const auto& [path, methods] : document.at("paths").as_object()) {
    std::string target{std::string_view{path}};
    for (auto open = target.find('{'); open != std::string::npos; open = target.find('{'))
      target.replace(open, target.find('}') + 1 - open, "x");
    for (const auto& [name, operation] : methods.as_object()) {
      const auto got = send(method_of(std::string_view{name}), target);
      EXPECT_NE(got.status, 405u) << target;
      EXPECT_EQ(got.body.find(R"("not_found")"), std::string::npos) << target;
      ++routes;
    }
  }
  EXPECT_GT(routes, 20);
}

TEST_F(service_api, lets_browsers_ask_first_for_every_method_of_an_agent_s_path) {
  const auto allowed = [this](const std::string& path) {
    return header_of(send(net::method::options, path, {{"Origin", flex_origin}}),
                     "Access-Control-Allow-Methods");
  };
  EXPECT_EQ(allowed("/v1/sessions"), "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(allowed("/v1/sessions/x/invites/0"), "DELETE, OPTIONS");
  EXPECT_EQ(allowed("/v1/sessions/x/events"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(allowed("/v1/visits/me/events"), "") << "is for our own page alone";
}

}  // namespace
}  // namespace flex_video::server
