#include "flex_video/server/measured_twilio.hpp"

#include "fake_ports.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

using testing::HasSubstr;

class measured_calls : public testing::Test {
 protected:
  void expect_counted(const std::string& operation, const std::string& outcome, int times) {
    EXPECT_THAT(counts_.text(), HasSubstr("provider_calls_total{operation=\"" + operation + "\",outcome=\"" +
                                          outcome + "\"} " + std::to_string(times) + "\n"));
  }

  metrics counts_;
  fakes::video rooms_;
  measured_video video_{rooms_, counts_};
};

TEST_F(measured_calls, count_each_operation_of_video_by_its_outcome) {
  const auto made = video_.create_room({.unique_name = "r", .max_participants = 2});
  ASSERT_TRUE(made);
  EXPECT_TRUE(video_.find_room("r").value());
  EXPECT_TRUE(video_.inspect_room(made->sid)->in_progress);
  EXPECT_TRUE(video_.remove_participant(made->sid, "x"));
  EXPECT_TRUE(video_.set_audiences(made->sid, {}));
  EXPECT_TRUE(video_.set_recording(made->sid, core::recording_state::on, {"agent"}));
  EXPECT_TRUE(video_.recordings(made->sid));
  EXPECT_TRUE(video_.complete_room(made->sid));
  for (const auto* operation : {"create_room", "find_room", "inspect_room", "remove_participant",
                                "set_audiences", "set_recording", "list_recordings", "complete_room"})
    expect_counted(operation, "ok", 1);
  rooms_.refusal = core::provider_errc::unavailable;
  EXPECT_FALSE(video_.create_room({.unique_name = "s", .max_participants = 2}));
  rooms_.refusal = core::provider_errc::refused;
  EXPECT_FALSE(video_.create_room({.unique_name = "s", .max_participants = 2}));
  expect_counted("create_room", "unavailable", 1);
  expect_counted("create_room", "refused", 1);
}

TEST_F(measured_calls, count_what_is_asked_of_flex) {
  fakes::identity users;
  fakes::tasks board;
  measured_identity identity{users, counts_};
  measured_tasks tasks{board, counts_};
  EXPECT_FALSE(identity.validate("forged"));
  expect_counted("validate_token", "refused", 1);
  users.refusal = core::identity_errc::unavailable;
  EXPECT_FALSE(identity.validate("forged"));
  expect_counted("validate_token", "unavailable", 1);
  EXPECT_FALSE(tasks.find_reservation(core::samples::task, core::samples::ada));
  expect_counted("find_reservation", "refused", 1);
  EXPECT_TRUE(tasks.has_other_task(core::samples::conversation, core::samples::task));
  expect_counted("find_tasks", "ok", 1);
}

TEST_F(measured_calls, count_what_is_asked_of_conversations) {
  fakes::messages talk;
  measured_messages messages{talk, counts_};
  const core::template_message message{.author = "ada",
                                       .content = core::samples::sid_of<"HX">(1),
                                       .variables = {},
                                       .session = core::samples::id<core::session_id>(1),
                                       .sending = core::samples::id<core::event_id>(1)};
  EXPECT_TRUE(messages.last_by_whatsapp(core::samples::conversation, core::samples::noon));
  EXPECT_TRUE(messages.send(core::samples::conversation, message));
  expect_counted("find_messages", "ok", 1);
  expect_counted("send_message", "ok", 1);
  talk.sending_refusal = core::message_errc::unavailable;
  EXPECT_FALSE(messages.send(core::samples::conversation, message));
  expect_counted("send_message", "unavailable", 1);
  talk.refusal = core::message_errc::refused;
  EXPECT_FALSE(messages.last_by_whatsapp(core::samples::conversation, core::samples::noon));
  expect_counted("find_messages", "refused", 1);
}

}  // namespace
}  // namespace flex_video::server
