#include "taskrouter/rest_api.hpp"

#include "test_parts.hpp"

#include "flex_video/base/encoding.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view caller = "Basic U0tjYWxsZXI6d29yZA==";  // SKcaller:word

class taskrouter_rest_api_test : public testing::Test {
 protected:
  web_request request(std::string_view method, std::string_view rest) {
    return {.method = std::string{method},
            .host = "taskrouter.twilio.com",
            .path = "/v1/Workspaces/" + test.parts.account.workspace.str() + std::string{rest},
            .query = {},
            .body = {},
            .authorization = std::string{caller},
            .if_match = {}};
  }
  web_reply get(std::string_view rest) { return test.parts.hosts.answer(request("GET", rest)); }

  test_parts test;
  contact_desk::contact contact = test.arrive();
  std::string task_path = "/Tasks/" + contact.held->task.sid.str();
};

TEST_F(taskrouter_rest_api_test, demands_basic_credentials_of_a_known_caller) {
  auto asked = request("GET", task_path);
  EXPECT_EQ(test.parts.hosts.answer(asked).status, 200u);
  for (const auto* header : {"", "Basic", "Basic !", "Basic U0tjYWxsZXI=", "Basic U0tjYWxsZXI6d3Jvbmc=",
                             "Bearer U0tjYWxsZXI6d29yZA=="}) {
    asked.authorization = header;
    EXPECT_EQ(test.parts.hosts.answer(asked).status, 401u) << header;
  }
}

TEST_F(taskrouter_rest_api_test, describes_a_task_with_its_version_as_etag) {
  const auto reply = get(task_path);
  EXPECT_EQ(reply.etag, "\"1\"");
  const auto task = object_of(reply);
  EXPECT_EQ(task.at("assignment_status"), "reserved");
  const auto attributes = *read_json_object(std::string_view{task.at("attributes").as_string()});
  EXPECT_EQ(attributes.at("conversationSid"), json::value(contact.talk->sid.text()));
  EXPECT_EQ(attributes.at("channelType"), "web");
  EXPECT_EQ(attributes.at("customerName"), "Cus Tomer");
  EXPECT_EQ(attributes.at("from"), "Cus Tomer");
}

TEST_F(taskrouter_rest_api_test, lists_the_reservations_of_a_task_and_of_a_worker) {
  const auto of_task = object_of(get(task_path + "/Reservations")).at("reservations").as_array();
  ASSERT_EQ(of_task.size(), 1u);
  EXPECT_EQ(of_task.at(0).at("sid"), json::value(contact.held->sid.text()));
  EXPECT_EQ(of_task.at(0).at("worker_sid"), json::value(test.who("ada").worker.text()));
  auto by_worker = request("GET", "/Workers/" + test.who("ada").worker.str() + "/Reservations");
  by_worker.query = "ReservationStatus=pending&PageSize=50";
  EXPECT_EQ(object_of(test.parts.hosts.answer(by_worker)).at("reservations").as_array().size(), 1u);
  by_worker.query = "ReservationStatus=accepted";
  EXPECT_TRUE(object_of(test.parts.hosts.answer(by_worker)).at("reservations").as_array().empty());
}

TEST_F(taskrouter_rest_api_test, lists_the_tasks_of_a_conversation_that_are_in_a_status) {
  const auto other = test.arrive();
  const auto found = [&](const std::string& query) {
    auto asked = request("GET", "/Tasks");
    asked.query = query;
    std::vector<std::string> sids;
    const auto reply = object_of(test.parts.hosts.answer(asked));
    for (const auto& task : reply.at("tasks").as_array())
      sids.emplace_back(std::string_view{task.at("sid").as_string()});
    return sids;
  };
  const auto first = contact.held->task.sid.str(), second = other.held->task.sid.str();
  const auto of = "EvaluateTaskAttributes=conversationSid%20%3D%3D%20%22" + contact.talk->sid.str() + "%22";
  EXPECT_EQ(found(""), (std::vector{first, second}));
  EXPECT_EQ(found(of), std::vector{first});
  EXPECT_EQ(found(of + "&AssignmentStatus=assigned&AssignmentStatus=reserved"), std::vector{first});
  EXPECT_EQ(found(of + "&AssignmentStatus=assigned"), std::vector<std::string>{});
  EXPECT_EQ(found("PageSize=50&AssignmentStatus=reserved"), (std::vector{first, second}));
}

TEST_F(taskrouter_rest_api_test, refuses_filters_it_does_not_know) {
  for (const auto* filter :
       {"EvaluateTaskAttributes=a%20%3E%205", "EvaluateTaskAttributes=",
        "EvaluateTaskAttributes=a%20%3D%3D%20%22b%22%20AND%20c%20%3D%3D%20%22d%22", "%"}) {
    auto asked = request("GET", "/Tasks");
    asked.query = filter;
    EXPECT_EQ(test.parts.hosts.answer(asked).status, 400u) << filter;
  }
}

TEST_F(taskrouter_rest_api_test, updates_a_task_unless_it_has_changed_meanwhile) {
  auto update = request("POST", task_path);
  update.body = "Attributes=%7B%22a%22%3A1%7D";
  update.if_match = "\"1\"";
  EXPECT_EQ(object_of(test.parts.hosts.answer(update)).at("attributes"), R"({"a":1})");
  EXPECT_EQ(test.parts.hosts.answer(update).status, 412u);
  update.if_match.clear();
  EXPECT_EQ(test.parts.hosts.answer(update).etag, "\"3\"");
}

TEST_F(taskrouter_rest_api_test, takes_a_task_where_taskrouter_lets_it_go) {
  auto update = request("POST", task_path);
  update.body = "AssignmentStatus=completed";
  EXPECT_EQ(test.parts.hosts.answer(update).status, 400u) << "it has not been accepted";
  update.body = "AssignmentStatus=canceled";
  EXPECT_EQ(object_of(test.parts.hosts.answer(update)).at("assignment_status"), "canceled");
  update.body = "Attributes=nonsense";
  EXPECT_EQ(test.parts.hosts.answer(update).status, 400u);
}

TEST_F(taskrouter_rest_api_test, tells_where_the_workspace_wants_its_events) {
  EXPECT_EQ(object_of(get("")).at("event_callback_url"), "");
  auto update = request("POST", "");
  update.body = "EventCallbackUrl=https%3A%2F%2Fa.example%2Fhook&EventsFilter=task.wrapup%2Ctask.canceled";
  EXPECT_EQ(test.parts.hosts.answer(update).status, 200u);
  const auto told = object_of(get(""));
  EXPECT_EQ(told.at("sid"), json::value(test.parts.account.workspace.text()));
  EXPECT_EQ(told.at("event_callback_url"), "https://a.example/hook");
  EXPECT_EQ(told.at("events_filter"), "task.wrapup,task.canceled");
  EXPECT_EQ(test.parts.hosts.answer(request("DELETE", "")).status, 405u);
}

TEST_F(taskrouter_rest_api_test, names_a_worker_as_people_do) {
  const auto& ada = test.who("ada");
  const auto worker = object_of(get("/Workers/" + ada.worker.str()));
  EXPECT_EQ(worker.at("sid"), json::value(ada.worker.text()));
  EXPECT_EQ(worker.at("friendly_name"), "ada");
  const auto attributes = *read_json_object(std::string_view{worker.at("attributes").as_string()});
  EXPECT_EQ(attributes.at("full_name"), "Ada Agent");
}

TEST_F(taskrouter_rest_api_test, refuses_unknown_sids) {
  EXPECT_EQ(get("/Tasks/WT1").status, 404u);
  EXPECT_EQ(get("/Workers/WK1").status, 404u);
  EXPECT_EQ(get("/Workers/WK1/Reservations").status, 404u);
  auto elsewhere = request("GET", task_path);
  elsewhere.path = "/v1/Workspaces/WS1" + task_path;
  EXPECT_EQ(test.parts.hosts.answer(elsewhere).status, 404u);
  EXPECT_TRUE(test.parts.log.unknown_requests().empty());
}

}  // namespace
}  // namespace flex_video::sandbox
