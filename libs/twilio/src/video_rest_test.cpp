#include "flex_video/twilio/video_rest.hpp"

#include "flex_video/twilio/form.hpp"

#include <gtest/gtest.h>

namespace flex_video::twilio::video {
namespace {

using namespace std::chrono_literals;

const std::string room_text = "RM" + std::string(32, '1');
const auto room = *room_sid::parse(room_text);

room_settings settings() {
  return {.unique_name = "Room-WT1",
          .max_participants = 4,
          .empty_room_timeout = 5min,
          .unused_room_timeout = 60min,
          .max_participant_duration = 4h,
          .status_callback = {}};
}

form form_of(const rest_request& request) {
  EXPECT_EQ(request.method, rest_method::post);
  EXPECT_EQ(request.content_type, "application/x-www-form-urlencoded");
  return parse_form(request.body).value();
}

std::string room_json(std::string_view status) {
  return R"({"sid":")" + room_text + R"(","unique_name":"Room-WT1","status":")" + std::string{status} +
         R"(","type":"group","links":{}})";
}

std::string participant_json(std::string_view identity, std::string_view status) {
  return R"({"sid":"PA11111111111111111111111111111111","identity":")" + std::string{identity} +
         R"(","status":")" + std::string{status} + "\"}";
}

template <class T>
std::string malformed_field(const base::result<T>& parsed) {
  if (parsed) return "well formed";
  EXPECT_EQ(parsed.error().code, make_error_code(rest_errc::malformed));
  return parsed.error().detail;
}

TEST(video_rest, creates_a_group_room) {
  const auto request = create_room(settings());
  EXPECT_EQ(request.path, "/v1/Rooms");
  EXPECT_EQ(form_of(request), (form{{"UniqueName", "Room-WT1"},
                                    {"Type", "group"},
                                    {"MaxParticipants", "4"},
                                    {"EmptyRoomTimeout", "5"},
                                    {"UnusedRoomTimeout", "60"},
                                    {"MaxParticipantDuration", "14400"},
                                    {"RecordParticipantsOnConnect", "false"}}));
}

TEST(video_rest, asks_for_callbacks_and_recording_when_wanted) {
  auto wanted = settings();
  wanted.status_callback = "https://v.example.com/webhooks?x=1";
  wanted.record_participants_on_connect = true;
  const auto sent = form_of(create_room(wanted));
  EXPECT_EQ(form_value(sent, "StatusCallback"), wanted.status_callback);
  EXPECT_EQ(form_value(sent, "StatusCallbackMethod"), "POST");
  EXPECT_EQ(form_value(sent, "RecordParticipantsOnConnect"), "true");
}

TEST(video_rest, writes_the_other_requests) {
  EXPECT_EQ(fetch_room("a/../b ?").path, "/v1/Rooms/a%2F..%2Fb%20%3F");
  EXPECT_EQ(fetch_room("..").path, "/v1/Rooms/%2E%2E");
  EXPECT_EQ(fetch_room(".").path, "/v1/Rooms/%2E");
  EXPECT_EQ(complete_room(room).path, "/v1/Rooms/" + room_text);
  EXPECT_EQ(form_of(complete_room(room)), (form{{"Status", "completed"}}));
  const auto removal = remove_participant(room, "agent:WK1/é");
  EXPECT_EQ(removal.path, "/v1/Rooms/" + room_text + "/Participants/agent%3AWK1%2F%C3%A9");
  EXPECT_EQ(form_of(removal), (form{{"Status", "disconnected"}}));
  EXPECT_EQ(list_recordings(room).path, "/v1/Rooms/" + room_text + "/Recordings?PageSize=100");
  EXPECT_EQ(list_participants(room, "Page=1").path, "/v1/Rooms/" + room_text + "/Participants?Page=1");
}

TEST(video_rest, records_those_it_is_told_or_nothing) {
  const std::vector<std::string> both{"agent:ada", "a\"b"};
  EXPECT_EQ(set_recording_rules(room, both).path, "/v1/Rooms/" + room_text + "/RecordingRules");
  EXPECT_EQ(
      form_of(set_recording_rules(room, both)),
      (form{{"Rules",
             R"([{"type":"include","publisher":"agent:ada"},{"type":"include","publisher":"a\"b"}])"}}));
  EXPECT_EQ(form_of(set_recording_rules(room, {})), (form{{"Rules", R"([{"type":"exclude","all":true}])"}}));
}

TEST(video_rest, subscribes_to_everybody_but_one) {
  const std::vector<std::string> withheld{"super\"visor", "agent:ben"};
  const auto rules = set_subscribe_rules(room, "agent:ada", withheld);
  EXPECT_EQ(rules.path, "/v1/Rooms/" + room_text + "/Participants/agent%3Aada/SubscribeRules");
  EXPECT_EQ(form_of(rules),
            (form{{"Rules", R"([{"type":"include","all":true},{"type":"exclude","publisher":"super\"visor"},)"
                            R"({"type":"exclude","publisher":"agent:ben"}])"}}));
  EXPECT_EQ(form_of(set_subscribe_rules(room, "agent:ada", {})),
            (form{{"Rules", R"([{"type":"include","all":true}])"}}));
}

TEST(video_rest, reads_a_room) {
  const auto parsed = parse_room(room_json("in-progress"));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->sid, room);
  EXPECT_EQ(parsed->unique_name, "Room-WT1");
  EXPECT_EQ(parsed->status, room_status::in_progress);
  EXPECT_EQ(parse_room(room_json("completed")).value().status, room_status::completed);
  EXPECT_EQ(parse_room(room_json("failed")).value().status, room_status::failed);
}

TEST(video_rest, refuses_what_is_not_a_room) {
  EXPECT_EQ(malformed_field(parse_room("")), "room");
  EXPECT_EQ(malformed_field(parse_room("<html>")), "room");
  EXPECT_EQ(malformed_field(parse_room("[]")), "room");
  EXPECT_EQ(malformed_field(parse_room(std::string(100'000, '['))), "room");
  EXPECT_EQ(malformed_field(parse_room("{}")), "sid");
  EXPECT_EQ(malformed_field(parse_room(R"({"sid":"RM../../x"})")), "sid");
  EXPECT_EQ(malformed_field(parse_room(R"({"sid":")" + room_text + R"(","unique_name":7})")), "unique_name");
  EXPECT_EQ(malformed_field(parse_room(room_json("gone"))), "status");
}

TEST(video_rest, reads_who_is_in_the_room) {
  const auto parsed = parse_participants(R"({"participants":[)" + participant_json("a", "connected") + ',' +
                                         participant_json("b", "reconnecting") + ',' +
                                         participant_json("c", "disconnected") + "]}");
  ASSERT_TRUE(parsed);
  ASSERT_EQ(parsed->items.size(), 3u);
  EXPECT_EQ(parsed->items[0].identity, "a");
  EXPECT_TRUE(parsed->items[0].in_room);
  EXPECT_TRUE(parsed->items[1].in_room);
  EXPECT_FALSE(parsed->items[2].in_room);
  EXPECT_EQ(parsed->next, "");
}

TEST(video_rest, refuses_a_list_with_one_bad_entry) {
  EXPECT_EQ(malformed_field(parse_participants("{}")), "participants");
  EXPECT_EQ(malformed_field(parse_participants(R"({"participants":{}})")), "participants");
  EXPECT_EQ(malformed_field(parse_participants(R"({"participants":[7]})")), "participants");
  EXPECT_EQ(malformed_field(parse_participants(R"({"participants":[{}]})")), "sid");
}

std::string listed_with_next(std::string_view next) {
  return R"({"participants":[],"meta":{"next_page_url":)" + std::string{next} + "}}";
}

TEST(video_rest, follows_pages_on_its_own_host_and_path_only) {
  EXPECT_EQ(parse_participants(listed_with_next("null")).value().next, "");
  const auto next =
      parse_participants(listed_with_next(R"("https://evil.example.com/v1/Steal?Page=1&PageToken=PA1")"));
  ASSERT_TRUE(next);
  EXPECT_EQ(next->next, "Page=1&PageToken=PA1");
  EXPECT_EQ(list_participants(room, next->next).path,
            "/v1/Rooms/" + room_text + "/Participants?Page=1&PageToken=PA1");
}

TEST(video_rest, refuses_a_next_page_that_does_not_fit_a_query) {
  for (const std::string next : {R"(7)", R"("https://video.twilio.com/v1")", R"("?")", R"("?a b")",
                                 R"("?a\r\nHost: x")", R"("?a#b")", R"("?é")"}) {
    EXPECT_EQ(malformed_field(parse_participants(listed_with_next(next))), "next_page_url") << next;
  }
  EXPECT_EQ(malformed_field(parse_participants(listed_with_next("\"?" + std::string(3000, 'a') + '"'))),
            "next_page_url");
}

std::string recording_json(std::string_view duration) {
  return R"({"recordings":[{"sid":"RT11111111111111111111111111111111","status":"processing","type":"video","duration":)" +
         std::string{duration} + "}]}";
}

TEST(video_rest, reads_recordings) {
  const auto parsed = parse_recordings(recording_json("61"));
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->items.at(0).sid.text(), "RT11111111111111111111111111111111");
  EXPECT_EQ(parsed->items[0].status, "processing");
  EXPECT_EQ(parsed->items[0].type, "video");
  EXPECT_EQ(parsed->items[0].duration, 61s);
  EXPECT_EQ(parse_recordings(recording_json("null")).value().items.at(0).duration, 0s);
}

TEST(video_rest, refuses_an_impossible_duration) {
  for (const auto* duration : {"-1", "9223372036854775807", "1.5", "\"7\"", "18446744073709551615"}) {
    EXPECT_EQ(malformed_field(parse_recordings(recording_json(duration))), "duration") << duration;
  }
}

}  // namespace
}  // namespace flex_video::twilio::video
