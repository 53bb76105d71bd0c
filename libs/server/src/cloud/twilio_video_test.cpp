#include "cloud/testing/scripted_http.hpp"

#include "flex_video/twilio/form.hpp"

#include <gmock/gmock.h>

namespace flex_video::server::cloud {
namespace {

using namespace std::chrono_literals;
using core::provider_errc;
using net::client_errc;
using ::testing::ElementsAre;

const std::string room_text = "RM" + std::string(32, '3');
const auto room = *core::room_sid::parse(room_text);
const std::string create = "POST /v1/Rooms";
const std::string by_name = "GET /v1/Rooms/Room-WT1";
const std::string by_sid = "GET /v1/Rooms/" + room_text;
const std::string complete = "POST /v1/Rooms/" + room_text;
const std::string remove_ada = complete + "/Participants/agent%3Aada";
const std::string list = by_sid + "/Participants?PageSize=100";

std::string room_json(std::string_view status = "in-progress", std::string_view name = "Room-WT1") {
  return R"({"sid":")" + room_text + R"(","unique_name":")" + std::string{name} + R"(","status":")" +
         std::string{status} + "\"}";
}

std::string participants_json(std::vector<std::string> identities, std::string_view next = "null") {
  std::string text;
  for (const auto& identity : identities) {
    text += text.empty() ? "" : ",";
    text +=
        R"({"sid":"PA11111111111111111111111111111111","status":"connected","identity":")" + identity + "\"}";
  }
  return R"({"participants":[)" + text + R"(],"meta":{"next_page_url":)" + std::string{next} + "}}";
}

class twilio_video_rooms : public testing::scripted_cloud {
 protected:
  base::result<core::room> create_room() {
    return cloud_->video().create_room({.unique_name = "Room-WT1", .max_participants = 4});
  }
  void expect_created(const base::result<core::room>& made) {
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->sid, room);
    EXPECT_EQ(made->unique_name, "Room-WT1");
  }
};

TEST_F(twilio_video_rooms, are_created_as_asked) {
  auto options = testing::cloud_options();
  options.status_callback = "https://v.example.com/webhooks/twilio/video";
  use(options);
  http_.answer(201, room_json());
  expect_created(cloud_->video().create_room(
      {.unique_name = "Room-WT1", .max_participants = 4, .longest_stay = 1h, .empty_timeout = 7min}));
  EXPECT_TRUE(http_.requests.at(0).url.starts_with("https://video.twilio.com/"));
  const auto sent = twilio::parse_form(http_.requests[0].body).value();
  EXPECT_EQ(form_value(sent, "Type"), "group");
  EXPECT_EQ(form_value(sent, "MaxParticipants"), "4");
  EXPECT_EQ(form_value(sent, "EmptyRoomTimeout"), "7");
  EXPECT_EQ(form_value(sent, "UnusedRoomTimeout"), "7");
  EXPECT_EQ(form_value(sent, "MaxParticipantDuration"), "3600");
  EXPECT_EQ(form_value(sent, "StatusCallback"), options.status_callback);
}

TEST_F(twilio_video_rooms, are_found_when_the_name_is_taken) {
  http_.error(400, 53113).answer(200, room_json());
  expect_created(create_room());
  EXPECT_THAT(http_.asked(), ElementsAre(create, by_name));
  EXPECT_TRUE(waiter_.waits.empty());
}

TEST_F(twilio_video_rooms, are_created_again_when_the_one_of_that_name_has_just_ended) {
  http_.error(400, 53113).answer(404, "").answer(201, room_json());
  expect_created(create_room());
  EXPECT_THAT(http_.asked(), ElementsAre(create, by_name, create));
}

TEST_F(twilio_video_rooms, are_looked_up_when_the_answer_was_lost) {
  for (const auto lost : {client_errc::broken, client_errc::timed_out}) {
    http_.requests.clear();
    http_.fail(lost).answer(200, room_json());
    expect_created(create_room());
    EXPECT_THAT(http_.asked(), ElementsAre(create, by_name));
  }
}

TEST_F(twilio_video_rooms, are_looked_up_when_the_answer_makes_no_sense) {
  for (const auto& body :
       {std::string{"<html>"}, room_json("completed"), room_json("in-progress", "Room-WT2")}) {
    http_.requests.clear();
    http_.answer(201, body).answer(200, room_json());
    expect_created(create_room());
    EXPECT_THAT(http_.asked(), ElementsAre(create, by_name));
  }
}

TEST_F(twilio_video_rooms, are_looked_up_before_each_further_attempt) {
  http_.answer(500, "").answer(404, "").fail(client_errc::broken).answer(404, "").answer(201, room_json());
  expect_created(create_room());
  EXPECT_THAT(http_.asked(), ElementsAre(create, by_name, create, by_name, create));
}

TEST_F(twilio_video_rooms, are_not_looked_up_when_nothing_was_processed) {
  http_.answer(429, "").fail(client_errc::could_not_connect).answer(201, room_json());
  expect_created(create_room());
  EXPECT_THAT(http_.asked(), ElementsAre(create, create, create));
}

TEST_F(twilio_video_rooms, are_not_created_again_while_the_look_up_fails) {
  http_.fail(client_errc::broken);
  for (int i = 0; i < 5; ++i) http_.answer(503, "");
  EXPECT_EQ(refusal(create_room()), provider_errc::unavailable);
  EXPECT_EQ(std::ranges::count(http_.asked(), create), 1);
}

TEST_F(twilio_video_rooms, tell_a_refusal_by_its_codes) {
  http_.error(400, 53126);
  const auto refused = create_room();
  EXPECT_EQ(refusal(refused), provider_errc::refused);
  EXPECT_EQ(refused.error().detail, "HTTP 400, Twilio error 53126");
  http_.error(401, 20003);
  EXPECT_EQ(refusal(create_room()), provider_errc::refused);
}

TEST_F(twilio_video_rooms, are_unavailable_when_all_attempts_fail) {
  for (int i = 0; i < 5; ++i) http_.answer(429, "");
  EXPECT_EQ(refusal(create_room()), provider_errc::unavailable);
}

TEST_F(twilio_video_rooms, are_found_by_name_while_in_progress) {
  auto& video = cloud_->video();
  http_.answer(200, room_json()).answer(404, "").answer(200, room_json("completed"));
  EXPECT_EQ(video.find_room("Room-WT1").value().value().sid, room);
  EXPECT_FALSE(video.find_room("Room-WT1").value());
  EXPECT_FALSE(video.find_room("Room-WT1").value());
  http_.answer(200, "{}").error(403, 20403);
  EXPECT_EQ(refusal(video.find_room("Room-WT1")), provider_errc::unavailable);
  EXPECT_EQ(refusal(video.find_room("Room-WT1")), provider_errc::refused);
}

TEST_F(twilio_video_rooms, are_completed_though_answers_get_lost) {
  http_.fail(client_errc::broken).answer(500, "").answer(200, room_json("completed"));
  EXPECT_TRUE(cloud_->video().complete_room(room));
  EXPECT_THAT(http_.asked(), ElementsAre(complete, complete, complete));
}

TEST_F(twilio_video_rooms, count_as_completed_when_they_are_gone) {
  http_.answer(404, "").error(400, 53112).answer(200, room_json("completed"));
  EXPECT_TRUE(cloud_->video().complete_room(room));
  EXPECT_TRUE(cloud_->video().complete_room(room));
}

TEST_F(twilio_video_rooms, are_not_completed_while_in_progress_or_unknown) {
  http_.error(400, 20001).answer(200, room_json()).answer(200, participants_json({}));
  EXPECT_EQ(refusal(cloud_->video().complete_room(room)), provider_errc::refused);
  for (int i = 0; i < 5; ++i) http_.fail(client_errc::timed_out);
  EXPECT_EQ(refusal(cloud_->video().complete_room(room)), provider_errc::unavailable);
}

TEST_F(twilio_video_rooms, report_all_who_are_in_them) {
  http_.answer(200, room_json())
      .answer(200, participants_json({"a", "b"}, R"("https://x/?Page=1&PageToken=P")"));
  http_.answer(200, participants_json({"c"}));
  const auto report = cloud_->video().inspect_room(room);
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->in_progress);
  EXPECT_THAT(report->identities, ElementsAre("a", "b", "c"));
  EXPECT_THAT(http_.asked(), ElementsAre(by_sid, list, by_sid + "/Participants?Page=1&PageToken=P"));
}

TEST_F(twilio_video_rooms, are_not_in_progress_when_ended_or_unknown) {
  http_.answer(404, "").answer(200, room_json("completed")).answer(200, room_json("failed"));
  http_.answer(200, room_json()).answer(404, "");
  for (int i = 0; i < 4; ++i) EXPECT_EQ(cloud_->video().inspect_room(room), core::room_report{});
}

TEST_F(twilio_video_rooms, are_not_reported_by_halves) {
  http_.answer(200, room_json())
      .answer(200, participants_json({"a"}, R"("https://x/?Page=1")"))
      .answer(200, "{}");
  EXPECT_EQ(refusal(cloud_->video().inspect_room(room)), provider_errc::unavailable);
  http_.answer(200,
               R"({"sid":"RM44444444444444444444444444444444","unique_name":"","status":"in-progress"})");
  EXPECT_EQ(refusal(cloud_->video().inspect_room(room)), provider_errc::unavailable);
}

TEST_F(twilio_video_rooms, put_a_participant_out) {
  http_.answer(200, "{}").answer(404, "");
  EXPECT_TRUE(cloud_->video().remove_participant(room, "agent:ada"));
  EXPECT_TRUE(cloud_->video().remove_participant(room, "agent:ada"));
  EXPECT_THAT(http_.asked(), ElementsAre(remove_ada, remove_ada));
  EXPECT_TRUE(cloud_->video().remove_participant(room, ""));
}

TEST_F(twilio_video_rooms, refuse_only_who_is_still_in) {
  http_.error(400, 20001).answer(200, room_json()).answer(200, participants_json({"other"}));
  EXPECT_TRUE(cloud_->video().remove_participant(room, "agent:ada"));
  http_.error(400, 20001).answer(200, room_json()).answer(200, participants_json({"agent:ada"}));
  EXPECT_EQ(refusal(cloud_->video().remove_participant(room, "agent:ada")), provider_errc::refused);
}

TEST_F(twilio_video_rooms, tell_each_who_is_there_whom_not_to_hear) {
  const std::vector<core::audience> whispering{{.publisher = "supervisor:sue", .receivers = {"agent:ada"}}};
  const auto people = participants_json({"agent:ada", "customer:c", "supervisor:sue", ""});
  http_.answer(200, room_json()).answer(200, people).answer(202, "{}").answer(404, "").answer(202, "{}");
  EXPECT_TRUE(cloud_->video().set_audiences(room, whispering)) << "though one has gone";
  const auto rules = "POST /v1/Rooms/" + room.str() + "/Participants/";
  EXPECT_THAT(http_.asked(),
              ElementsAre(by_sid, list, rules + "agent%3Aada/SubscribeRules",
                          rules + "customer%3Ac/SubscribeRules", rules + "supervisor%3Asue/SubscribeRules"));
  http_.answer(200, room_json()).answer(200, people).error(400, 53120);
  EXPECT_EQ(refusal(cloud_->video().set_audiences(room, whispering)), provider_errc::refused);
  for (int i = 0; i < 5; ++i) http_.fail(client_errc::timed_out);
  EXPECT_EQ(refusal(cloud_->video().set_audiences(room, whispering)), provider_errc::unavailable);
}

TEST_F(twilio_video_rooms, are_recorded_by_rules) {
  http_.answer(202, "{}").error(400, 53120);
  EXPECT_TRUE(cloud_->video().set_recording(room, core::recording_state::on, {"agent"}));
  EXPECT_EQ(refusal(cloud_->video().set_recording(room, core::recording_state::off, {"agent"})),
            provider_errc::refused);
}

TEST_F(twilio_video_rooms, list_their_recordings) {
  http_.answer(200, R"({"recordings":[{"sid":"RT11111111111111111111111111111111","status":"completed",)"
                    R"("type":"audio","duration":61}]})");
  EXPECT_THAT(cloud_->video().recordings(room).value(),
              ElementsAre(core::recording{.sid = "RT11111111111111111111111111111111",
                                          .status = "completed",
                                          .kind = "audio",
                                          .duration = 61s}));
  http_.answer(404, "");
  EXPECT_EQ(refusal(cloud_->video().recordings(room)), provider_errc::refused);
}

TEST_F(twilio_video_rooms, say_nothing_of_credentials) {
  for (int i = 0; i < 5; ++i) http_.answer(500, "hidden");
  EXPECT_EQ(cloud_->video().complete_room(room).error().detail, "HTTP 500");
}

}  // namespace
}  // namespace flex_video::server::cloud
