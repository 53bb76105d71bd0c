#include "cloud/testing/scripted_http.hpp"

#include <gmock/gmock.h>

namespace flex_video::server::cloud {
namespace {

using core::reservation_status;
using core::task_errc;
using ::testing::ElementsAre;

const auto task = *core::task_sid::parse("WT" + std::string(32, '5'));
const auto other_task = *core::task_sid::parse("WT" + std::string(32, '6'));
const auto worker = *core::worker_sid::parse("WK" + std::string(32, '7'));
const auto other_worker = *core::worker_sid::parse("WK" + std::string(32, '8'));
const auto conversation = *core::conversation_sid::parse("CH" + std::string(32, '9'));

std::string one(char digit, std::string_view status, std::string_view second,
                const core::worker_sid& of = worker, const core::task_sid& on = task) {
  return R"({"sid":"WR)" + std::string(32, digit) + R"(","task_sid":")" + on.str() + R"(","worker_sid":")" +
         of.str() + R"(","reservation_status":")" + std::string{status} +
         R"(","date_created":"2026-08-01T12:00:)" + std::string{second} + R"(Z"})";
}

std::string reservations(std::string_view entries) {
  return R"({"reservations":[)" + std::string{entries} + "]}";
}

std::string task_json(std::string_view attributes, std::string_view status = "assigned",
                      const core::task_sid& sid = task) {
  return R"({"sid":")" + sid.str() + R"(","assignment_status":")" + std::string{status} +
         R"(","attributes":")" + std::string{attributes} + "\"}";
}

const std::string attributes = R"({\"conversationSid\":\")" + conversation.str() +
                               R"(\",\"channelType\":\"whatsapp\",\"customerName\":\"Zoë\"})";

class twilio_tasks_directory : public testing::scripted_cloud {
 protected:
  base::result<core::reservation> find() { return cloud_->tasks().find_reservation(task, worker); }
  base::result<bool> other() { return cloud_->tasks().has_other_task(conversation, task); }
};

TEST_F(twilio_tasks_directory, finds_a_reservation_with_its_tasks_attributes) {
  http_.answer(200, reservations(one('1', "accepted", "00"))).answer(200, task_json(attributes));
  const auto found = find();
  ASSERT_TRUE(found);
  EXPECT_EQ(found->sid.text(), "WR" + std::string(32, '1'));
  EXPECT_EQ(found->task, task);
  EXPECT_EQ(found->worker, worker);
  EXPECT_EQ(found->status, reservation_status::accepted);
  EXPECT_EQ(found->conversation, conversation);
  EXPECT_EQ(found->channel_type, "whatsapp");
  EXPECT_EQ(found->customer_name, "Zoë");
  const auto path = "GET /v1/Workspaces/" + testing::workspace + "/Tasks/" + task.str();
  EXPECT_THAT(http_.asked(),
              ElementsAre(path + "/Reservations?WorkerSid=" + worker.str() + "&PageSize=100", path));
}

TEST_F(twilio_tasks_directory, takes_the_newest_reservation) {
  const auto status_of = [&](const std::string& entries) {
    http_.answer(200, reservations(entries)).answer(200, task_json("{}"));
    return find().value().status;
  };
  const auto newer = one('2', "rejected", "09");
  const auto older = one('1', "accepted", "08");
  EXPECT_EQ(status_of(older + "," + newer), reservation_status::other);
  EXPECT_EQ(status_of(newer + "," + older), reservation_status::other);
  const auto same_second = one('3', "pending", "09");
  EXPECT_EQ(status_of(newer + "," + same_second), reservation_status::pending);
  EXPECT_EQ(status_of(same_second + "," + newer), reservation_status::pending);
}

TEST_F(twilio_tasks_directory, knows_every_status) {
  for (const auto& [text, status] : std::initializer_list<std::pair<const char*, reservation_status>>{
           {"pending", reservation_status::pending},
           {"accepted", reservation_status::accepted},
           {"wrapping", reservation_status::wrapping},
           {"completed", reservation_status::completed},
           {"canceled", reservation_status::other},
           {"timeout", reservation_status::other},
           {"new-fangled", reservation_status::other}}) {
    http_.answer(200, reservations(one('1', text, "00"))).answer(200, task_json("{}"));
    EXPECT_EQ(find().value().status, status) << text;
  }
}

TEST_F(twilio_tasks_directory, believes_no_reservation_of_another_worker_or_task) {
  http_.answer(200, reservations(one('1', "accepted", "00", other_worker) + "," +
                                 one('2', "accepted", "01", worker, other_task)));
  EXPECT_EQ(refusal(find()), task_errc::not_reserved);
  http_.answer(200, reservations(one('1', "accepted", "00")))
      .answer(200, task_json(attributes, "assigned", other_task));
  EXPECT_EQ(refusal(find()), task_errc::unavailable);
}

TEST_F(twilio_tasks_directory, finds_nothing_where_there_is_nothing) {
  http_.answer(404, "").answer(200, reservations(""));
  EXPECT_EQ(refusal(find()), task_errc::not_reserved);
  EXPECT_EQ(refusal(find()), task_errc::not_reserved);
  http_.answer(200, reservations(one('1', "accepted", "00"))).answer(404, "");
  EXPECT_EQ(refusal(find()), task_errc::not_reserved);
}

TEST_F(twilio_tasks_directory, is_safe_with_any_attributes) {
  for (const auto* any :
       {"", "null", "[]", "{", R"({\"conversationSid\":{}})", R"({\"conversationSid\":\"CH1\"})"}) {
    http_.answer(200, reservations(one('1', "accepted", "00"))).answer(200, task_json(any));
    EXPECT_EQ(find().value().conversation, std::nullopt) << any;
  }
}

TEST_F(twilio_tasks_directory, is_unavailable_without_a_readable_answer) {
  http_.answer(200, "{}").error(401, 20003);
  EXPECT_EQ(refusal(find()), task_errc::unavailable);
  EXPECT_EQ(refusal(find()), task_errc::unavailable);
  http_.answer(200, reservations(one('1', "accepted", "00"))).error(403, 20403);
  EXPECT_EQ(refusal(find()), task_errc::unavailable);
  for (int i = 0; i < 5; ++i) http_.fail(net::client_errc::broken);
  EXPECT_EQ(refusal(find()), task_errc::unavailable);
}

std::string tasks(std::string_view entries) { return R"({"tasks":[)" + std::string{entries} + "]}"; }

TEST_F(twilio_tasks_directory, tells_another_open_task_of_the_conversation) {
  for (const auto* status : {"pending", "reserved", "assigned"}) {
    http_.answer(200, tasks(task_json(attributes) + "," + task_json(attributes, status, other_task)));
    EXPECT_EQ(other(), true) << status;
  }
}

TEST_F(twilio_tasks_directory, counts_neither_the_task_itself_nor_closed_or_foreign_ones) {
  http_.answer(200, tasks(task_json(attributes)));
  EXPECT_EQ(other(), false);
  http_.answer(200, tasks(task_json(attributes, "wrapping", other_task)));
  EXPECT_EQ(other(), false);
  http_.answer(200, tasks(task_json("{}", "assigned", other_task)));
  EXPECT_EQ(other(), false);
  http_.answer(200, tasks(""));
  EXPECT_EQ(other(), false);
}

TEST_F(twilio_tasks_directory, does_not_guess_whether_there_is_another_task) {
  http_.answer(404, "").answer(200, "{}");
  EXPECT_EQ(refusal(other()), task_errc::unavailable);
  EXPECT_EQ(refusal(other()), task_errc::unavailable);
}

}  // namespace
}  // namespace flex_video::server::cloud
