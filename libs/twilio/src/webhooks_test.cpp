#include "flex_video/twilio/webhooks.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio {
namespace {

const std::string room = "RM" + std::string(32, '1');
const std::string participant = "PA" + std::string(32, '2');
const std::string task = "WT" + std::string(32, '3');

form with(form parameters, const std::string& name, const std::string& value) {
  std::erase_if(parameters, [&](const form_parameter& each) { return each.name == name; });
  parameters.push_back({.name = name, .value = value});
  return parameters;
}

const form connected{{"AccountSid", "AC" + std::string(32, '0')},
                     {"RoomSid", room},
                     {"RoomStatus", "in-progress"},
                     {"StatusCallbackEvent", "participant-connected"},
                     {"Timestamp", "2026-11-24T12:00:00.250Z"},
                     {"SequenceNumber", "7"},
                     {"ParticipantSid", participant},
                     {"ParticipantIdentity", "customer:x"}};

TEST(webhooks, tell_who_came_into_a_room) {
  const auto read = read_video_callback(connected);
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->event, video_event::participant_connected);
  EXPECT_EQ((*read)->room.text(), room);
  EXPECT_EQ((*read)->identity, "customer:x");
  EXPECT_EQ((*read)->participant->text(), participant);
  EXPECT_EQ((*read)->at, base::time_point{std::chrono::milliseconds{1'795'521'600'250}});
}

TEST(webhooks, tell_who_went_and_that_the_room_ended) {
  EXPECT_EQ((*read_video_callback(with(connected, "StatusCallbackEvent", "participant-disconnected")))->event,
            video_event::participant_disconnected);
  auto ended = with(connected, "StatusCallbackEvent", "room-ended");
  ended = with(with(ended, "ParticipantIdentity", ""), "ParticipantSid", "");
  const auto read = read_video_callback(ended);
  ASSERT_TRUE(read && *read);
  EXPECT_EQ((*read)->event, video_event::room_ended);
  EXPECT_EQ((*read)->identity, "");
}

TEST(webhooks, of_other_kinds_are_not_for_us) {
  for (const auto* event : {"room-created", "track-added", "recording-started", ""})
    EXPECT_FALSE(read_video_callback(with(connected, "StatusCallbackEvent", event)).value()) << event;
}

TEST(webhooks, that_lack_what_their_event_has_are_malformed) {
  for (const auto& [name, value] : {std::pair<std::string, std::string>{"RoomSid", "RM1"},
                                    {"RoomSid", ""},
                                    {"Timestamp", "yesterday"},
                                    {"ParticipantIdentity", ""},
                                    {"ParticipantIdentity", std::string(129, 'x')}}) {
    const auto read = read_video_callback(with(connected, name, value));
    ASSERT_FALSE(read) << name;
    EXPECT_EQ(read.error().code, webhook_errc::malformed);
    EXPECT_EQ(read.error().detail, name);
  }
}

TEST(webhooks, tell_which_task_is_at_its_end) {
  const auto of = [](const std::string& event) {
    return read_task_end(form{{"EventType", event}, {"TaskSid", task}});
  };
  for (const auto* event : {"task.wrapup", "task.completed", "task.canceled", "task.deleted"})
    EXPECT_EQ(of(event).value()->text(), task) << event;
  for (const auto* event :
       {"task.created", "task.updated", "task.transfer-initiated", "reservation.accepted", ""})
    EXPECT_FALSE(of(event).value()) << event;
  EXPECT_EQ(read_task_end(form{{"EventType", "task.wrapup"}, {"TaskSid", "WR1"}}).error().code,
            webhook_errc::malformed);
}

TEST(webhooks, have_one_key_however_often_they_come) {
  EXPECT_EQ(webhook_key(connected, "a"), webhook_key(connected, "b"));
  EXPECT_NE(webhook_key(connected, "a"), webhook_key(with(connected, "SequenceNumber", "8"), "a"));
  EXPECT_NE(webhook_key(connected, "a"),
            webhook_key(with(connected, "StatusCallbackEvent", "participant-disconnected"), "a"));
  EXPECT_EQ(webhook_key(form{{"Sid", "EV1"}}, "a"), "EV1");
  EXPECT_EQ(webhook_key({}, "a"), webhook_key({}, "a"));
  EXPECT_NE(webhook_key({}, "a"), webhook_key({}, "b"));
}

TEST(webhooks, have_no_key_that_the_store_could_not_hold) {
  const std::string endless(10'000, 'x');
  EXPECT_LE(webhook_key(with(connected, "SequenceNumber", endless), "a").size(), 200u);
  EXPECT_LE(webhook_key(form{{"Sid", endless}}, "a").size(), 200u);
  EXPECT_LE(webhook_key(connected, "a").size(), 200u);
}

TEST(webhooks, may_be_flat_json) {
  const auto read = read_json_parameters(R"({"EventType":"task.wrapup","TaskAge":3,"x":{"y":1},"z":null})");
  ASSERT_TRUE(read);
  EXPECT_EQ(form_value(*read, "EventType"), "task.wrapup");
  EXPECT_EQ(form_value(*read, "TaskAge"), "3");
  EXPECT_EQ(read->size(), 2u);
  for (const auto* body : {"", "[]", "{", "7", R"({"a":"b"}x)"})
    EXPECT_EQ(read_json_parameters(body).error().code, webhook_errc::malformed) << body;
  std::string many = "{";
  for (std::size_t i = 0; i <= most_form_parameters; ++i) many += "\"" + std::to_string(i) + "\":1,";
  many.back() = '}';
  EXPECT_FALSE(read_json_parameters(many));
}

}  // namespace
}  // namespace flex_video::twilio
