#include "flex_video/twilio/taskrouter_rest.hpp"

#include "flex_video/twilio/form.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio::taskrouter {
namespace {

using namespace std::chrono_literals;

const auto workspace = *workspace_sid::parse("WS" + std::string(32, '1'));
const auto task = *task_sid::parse("WT" + std::string(32, '2'));
const auto worker = *worker_sid::parse("WK" + std::string(32, '3'));
const auto conversation = *conversation_sid::parse("CH" + std::string(32, '4'));
const std::string root = "/v1/Workspaces/" + workspace.str();

std::string reservations_json(std::string_view status, std::string_view created = "2026-08-01T12:00:00Z") {
  return R"({"reservations":[{"sid":"WR55555555555555555555555555555555","task_sid":")" + task.str() +
         R"(","worker_sid":")" + worker.str() + R"(","reservation_status":")" + std::string{status} +
         R"(","date_created":")" + std::string{created} + R"("}],"meta":{"next_page_url":null}})";
}

template <class T>
std::string malformed_field(const base::result<T>& parsed) {
  if (parsed) return "well formed";
  EXPECT_EQ(parsed.error().code, make_error_code(rest_errc::malformed));
  return parsed.error().detail;
}

TEST(taskrouter_rest, writes_its_requests) {
  EXPECT_EQ(fetch_task(workspace, task).path, root + "/Tasks/" + task.str());
  EXPECT_EQ(fetch_worker(workspace, worker).path, root + "/Workers/" + worker.str());
  EXPECT_EQ(list_reservations(workspace, task, worker).path,
            root + "/Tasks/" + task.str() + "/Reservations?WorkerSid=" + worker.str() + "&PageSize=100");
  EXPECT_EQ(list_reservations(workspace, task, worker, "Page=1").path,
            root + "/Tasks/" + task.str() + "/Reservations?Page=1");
}

TEST(taskrouter_rest, asks_for_the_open_tasks_of_a_conversation) {
  const auto path = list_open_tasks(workspace, conversation).path;
  ASSERT_TRUE(path.starts_with(root + "/Tasks?"));
  EXPECT_EQ(parse_form(path.substr(path.find('?') + 1)),
            (form{{"EvaluateTaskAttributes", "conversationSid == \"" + conversation.str() + '"'},
                  {"AssignmentStatus", "pending"},
                  {"AssignmentStatus", "reserved"},
                  {"AssignmentStatus", "assigned"},
                  {"PageSize", "100"}}));
}

TEST(taskrouter_rest, reads_reservations) {
  const auto parsed = parse_reservations(reservations_json("accepted"));
  ASSERT_TRUE(parsed);
  const auto& first = parsed->items.at(0);
  EXPECT_EQ(first.sid.text(), "WR55555555555555555555555555555555");
  EXPECT_EQ(first.task, task);
  EXPECT_EQ(first.worker, worker);
  EXPECT_EQ(first.status, "accepted");
  EXPECT_EQ(first.created, base::time_point{std::chrono::sys_days{std::chrono::year{2026} / 8 / 1} + 12h});
}

TEST(taskrouter_rest, refuses_what_is_not_a_reservation) {
  EXPECT_EQ(malformed_field(parse_reservations("{}")), "reservations");
  EXPECT_EQ(malformed_field(parse_reservations(R"({"reservations":[{}]})")), "sid");
  EXPECT_EQ(malformed_field(parse_reservations(reservations_json("accepted", "yesterday"))), "date_created");
}

TEST(taskrouter_rest, reads_a_task_and_its_attributes) {
  const auto parsed =
      parse_task(R"({"sid":")" + task.str() +
                 R"(","assignment_status":"assigned","attributes":"{\"conversationSid\":\")" +
                 conversation.str() + R"(\",\"channelType\":\"whatsapp\",\"customerName\":\"Zoë\"}"})");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->sid, task);
  EXPECT_EQ(parsed->assignment_status, "assigned");
  EXPECT_EQ(parsed->attributes.conversation, conversation);
  EXPECT_EQ(parsed->attributes.channel_type, "whatsapp");
  EXPECT_EQ(parsed->attributes.customer_name, "Zoë");
}

TEST(taskrouter_rest, refuses_what_is_not_a_task) {
  EXPECT_EQ(malformed_field(parse_task("")), "task");
  EXPECT_EQ(malformed_field(parse_task("{}")), "sid");
  EXPECT_EQ(malformed_field(parse_task(R"({"sid":")" + task.str() + R"("})")), "assignment_status");
  EXPECT_EQ(malformed_field(parse_task(R"({"sid":")" + task.str() +
                                       R"(","assignment_status":"assigned","attributes":{}})")),
            "attributes");
  EXPECT_EQ(malformed_field(parse_tasks(R"({"tasks":[{}]})")), "sid");
}

TEST(task_attributes, leaves_out_what_is_of_another_type) {
  for (const auto* json :
       {"", "null", "[]", "\"CH\"", "{", "{}", R"({"conversationSid":7,"channelType":[],"customerName":{}})",
        R"({"conversationSid":"CH1\" OR 1==1"})", "\xff\xfe"}) {
    const auto attributes = parse_task_attributes(json);
    EXPECT_EQ(attributes.conversation, std::nullopt) << json;
    EXPECT_EQ(attributes.channel_type, "") << json;
    EXPECT_EQ(attributes.customer_name, "") << json;
  }
}

TEST(task_attributes, cuts_a_long_name_between_characters) {
  std::string name;
  for (int i = 0; i < 150; ++i) name += "ë";
  EXPECT_EQ(parse_task_attributes(R"({"customerName":")" + name + "\"}").customer_name, name.substr(0, 200));
  EXPECT_EQ(parse_task_attributes(R"({"customerName":"a)" + name + "\"}").customer_name,
            "a" + name.substr(0, 198));
}

TEST(task_attributes, drops_control_characters_of_a_name) {
  EXPECT_EQ(parse_task_attributes(R"({"customerName":"A\u0000d\r\na\u007f"})").customer_name, "Ada");
}

std::string worker_json(std::string_view fields) {
  return R"({"sid":")" + worker.str() + '"' + std::string{fields} + '}';
}

TEST(taskrouter_rest, names_a_worker_by_the_full_name_first) {
  EXPECT_EQ(parse_worker(worker_json(R"(,"friendly_name":"ada@x","attributes":"{\"full_name\":\"Ada L\"}")"))
                .value()
                .name,
            "Ada L");
  for (const auto* attributes : {R"("{}")", R"("{\"full_name\":7}")", R"("{\"full_name\":\"\"}")", "7"}) {
    EXPECT_EQ(parse_worker(worker_json(R"(,"friendly_name":"ada@x","attributes":)" + std::string{attributes}))
                  .value()
                  .name,
              "ada@x")
        << attributes;
  }
  EXPECT_EQ(parse_worker(worker_json("")).value().name, "");
  EXPECT_EQ(malformed_field(parse_worker("{}")), "sid");
}

TEST(taskrouter_rest, reads_where_a_workspace_posts_which_events) {
  EXPECT_EQ(fetch_workspace(workspace).path, "/v1/Workspaces/" + workspace.str());
  const auto json = [](std::string_view fields) {
    return R"({"sid":")" + workspace.str() + '"' + std::string{fields} + '}';
  };
  const auto set =
      parse_workspace(json(R"(,"event_callback_url":"https://a/b","events_filter":"task.wrapup, task.x,,")"));
  ASSERT_TRUE(set);
  EXPECT_EQ(set->sid, workspace);
  EXPECT_EQ(set->event_callback_url, "https://a/b");
  EXPECT_EQ(set->events, (std::vector<std::string>{"task.wrapup", "task.x"}));
  const auto unset = parse_workspace(json(R"(,"event_callback_url":null,"events_filter":null)"));
  ASSERT_TRUE(unset);
  EXPECT_EQ(unset->event_callback_url, "");
  EXPECT_TRUE(unset->events.empty());
  EXPECT_EQ(malformed_field(parse_workspace("{}")), "sid");
}

}  // namespace
}  // namespace flex_video::twilio::taskrouter
