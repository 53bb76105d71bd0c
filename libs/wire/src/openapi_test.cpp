#include "flex_video/wire/openapi.hpp"

#include "flex_video/wire/problems.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <functional>
#include <set>
#include <string_view>

namespace flex_video::wire {
namespace {

const boost::json::value document = boost::json::parse(openapi());

void for_each_reference(const boost::json::value& in, const std::function<void(std::string_view)>& visit) {
  if (const auto* object = in.if_object()) {
    for (const auto& [key, value] : *object) {
      if (key == "$ref") visit(std::string_view{value.as_string()});
      for_each_reference(value, visit);
    }
  } else if (const auto* array = in.if_array()) {
    for (const auto& value : *array) for_each_reference(value, visit);
  }
}

TEST(openapi, refers_only_to_schemas_it_has) {
  int references = 0;
  for_each_reference(document, [&](std::string_view reference) {
    boost::system::error_code missing;
    EXPECT_NE(document.find_pointer(reference.substr(1), missing), nullptr) << reference;
    ++references;
  });
  EXPECT_GT(references, 20);
}

TEST(openapi, enumerates_every_problem_code) {
  const auto& codes = document.at_pointer("/components/schemas/ProblemCode/enum").as_array();
  EXPECT_EQ(codes.size(), problem_codes().size());
  EXPECT_EQ(document.at_pointer("/components/schemas/Problem/properties/code/$ref"),
            "#/components/schemas/ProblemCode");
}

TEST(openapi, says_what_a_start_takes_and_gives) {
  const auto& start = document.at("paths").at("/v1/sessions").at("post");
  EXPECT_EQ(start.at_pointer("/requestBody/content/application~1json/schema/$ref"),
            "#/components/schemas/StartSessionRequest");
  EXPECT_EQ(start.at_pointer("/responses/201/content/application~1json/schema/$ref"),
            "#/components/schemas/StartedSession");
  EXPECT_EQ(start.at_pointer("/security/0/flexToken").as_array().size(), 0u);
  const auto& schema = document.at_pointer("/components/schemas/StartSessionRequest");
  EXPECT_EQ(schema.at("required"), (boost::json::array{"conversationSid", "taskSid"}));
  EXPECT_EQ(schema.at("additionalProperties"), false);
  EXPECT_EQ(schema.at_pointer("/properties/taskSid/pattern"), "^WT[0-9a-f]{32}$");
}

TEST(openapi, declares_path_and_query_parameters) {
  const auto& paths = document.at("paths");
  EXPECT_EQ(paths.at("/v1/sessions/{id}/join").at_pointer("/post/parameters/0/name"), "id");
  EXPECT_EQ(paths.at("/v1/visits/me").at_pointer("/get/parameters/0/in"), "query");
  EXPECT_EQ(paths.at("/v1/sessions").at("post").at("parameters").as_array().size(), 0u);
  const auto& revoke = paths.at("/v1/sessions/{id}/invites/{invite}").at("delete").at("parameters");
  EXPECT_EQ(revoke.at(0).at("name"), "id");
  EXPECT_EQ(revoke.at(1).at("name"), "invite");
  const auto& events = paths.at("/v1/visits/me/events").at("get").at("parameters").as_array();
  EXPECT_EQ(events.size(), 2u);
}

TEST(openapi, declares_each_path_once_with_all_its_methods) {
  const auto& paths = document.at("paths").as_object();
  EXPECT_TRUE(paths.at("/v1/sessions").as_object().contains("post"));
  EXPECT_TRUE(paths.at("/v1/sessions").as_object().contains("get"));
  const auto text = openapi();
  for (const auto& [path, item] : paths) {
    const auto key = "\"" + std::string{std::string_view{path}} + "\":";
    EXPECT_EQ(text.find(key), text.rfind(key)) << path;
  }
}

TEST(openapi, says_who_may_ask) {
  const auto& paths = document.at("paths");
  const auto& schemes = document.at_pointer("/components/securitySchemes").as_object();
  std::set<std::string_view> named;
  for (const auto& [path, item] : paths.as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      for (const auto& one : operation.at("security").as_array())
        for (const auto& [scheme, scopes] : one.as_object()) named.insert(scheme);
    }
  }
  for (const auto scheme : named) EXPECT_TRUE(schemes.contains(scheme)) << scheme;
  EXPECT_EQ(named.size(), schemes.size());
  const auto& webhook = paths.at("/webhooks/twilio/video").at("post");
  EXPECT_TRUE(webhook.at_pointer("/security/0").as_object().contains("twilioSignature"));
  EXPECT_TRUE(
      webhook.at_pointer("/requestBody/content").as_object().contains("application/x-www-form-urlencoded"));
  EXPECT_TRUE(paths.at("/healthz").at("get").at("security").as_array().empty());
  EXPECT_EQ(paths.at("/metrics").at("get").at("security").as_array().size(), 2u) << "or none on loopback";
}

TEST(openapi, says_what_is_no_json) {
  const auto& paths = document.at("paths");
  EXPECT_TRUE(paths.at("/v1/sessions/{id}/events")
                  .at_pointer("/get/responses/200/content")
                  .as_object()
                  .contains("text/event-stream"));
  EXPECT_TRUE(
      paths.at("/metrics").at_pointer("/get/responses/200/content").as_object().contains("text/plain"));
  EXPECT_TRUE(
      paths.at("/v1/visits/me/signals").at_pointer("/post/responses/204/content").as_object().empty());
}

}  // namespace
}  // namespace flex_video::wire
