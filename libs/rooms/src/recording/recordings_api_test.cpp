#include "recording/recordings_api.hpp"

#include <gmock/gmock.h>

#include <string>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

template <class Sid>
Sid sid(std::string_view prefix, char digit) {
  return *Sid::parse(std::string{prefix} + std::string(32, digit));
}
const auto account = sid<twilio::account_sid>("AC", '0');
const auto first_room = sid<twilio::room_sid>("RM", '1'), second_room = sid<twilio::room_sid>("RM", '2');
const auto agent = sid<twilio::participant_sid>("PA", '1'),
           customer = sid<twilio::participant_sid>("PA", '2');

struct asking_for_recordings : testing::Test {
  base::manual_clock clock;
  recording_register records{2};
  std::vector<std::string> erased;
  bool erases = true;
  recordings_api api{records,
                     account,
                     "https://video.example",
                     {.address = [](const recording_record& each) { return "file:" + file_name_of(each); },
                      .erase = [this](const recording_record& each) { return erase(each); }}};

  bool erase(recording_record recording) {
    erased.push_back(file_name_of(recording));
    if (!erases) return false;
    recording.status = recording_status::deleted;
    recording.updated = clock.now();
    records.put(recording);
    return true;
  }
  recording_record record(char digit, const twilio::room_sid& room, const twilio::participant_sid& who,
                          recording_status status = recording_status::completed) {
    return {.ordinal = records.count(),
            .sid = sid<twilio::recording_sid>("RT", digit),
            .room = room,
            .participant = who,
            .identity = "somebody",
            .track = sid<twilio::track_sid>("MT", digit),
            .track_name = "track",
            .kind = digit % 2 ? track_kind::audio : track_kind::video,
            .codec = digit % 2 ? "OPUS" : "VP8",
            .status = status,
            .created = clock.now(),
            .updated = clock.now(),
            .began = clock.now() + 250ms,
            .duration = 61'600ms,
            .bytes = 5'000};
  }
  /// 1 and 2 are of the agent, 3 and 4 of the customer; the last is in another room, and runs.
  void fill() {
    records.put(record('1', first_room, agent));
    records.put(record('2', first_room, agent));
    records.put(record('3', first_room, customer));
    records.put(record('4', second_room, customer, recording_status::processing));
  }
  rest_result<rest_answer> ask(std::string method, std::vector<std::string> path, twilio::form query = {},
                               const std::optional<twilio::room_sid>& in = {}) {
    return api.answer({.method = std::move(method), .path = {}, .query = std::move(query)}, path, in);
  }
  /// The digits of those that are listed.
  std::string listed(twilio::form query, const std::optional<twilio::room_sid>& in = {}) {
    std::string digits;
    const auto answer = ask("GET", {}, std::move(query), in);
    for (const auto& each : answer.value().body.at("recordings").as_array())
      digits += std::string_view{each.at("sid").as_string()}.back();
    return digits;
  }
  static std::string text(const boost::json::value& of, std::string_view member) {
    return std::string{of.at(member).as_string()};
  }
  static std::string rt(char digit) { return "RT" + std::string(32, digit); }
};

TEST_F(asking_for_recordings, tells_what_twilio_tells) {
  fill();
  const auto body = ask("GET", {rt('1')}).value().body;
  EXPECT_EQ(text(body, "account_sid"), account.text());
  EXPECT_EQ(text(body, "status"), "completed");
  EXPECT_EQ(text(body, "date_created"), "2027-01-15T08:00:00Z");
  EXPECT_EQ(text(body, "source_sid"), "MT" + std::string(32, '1'));
  EXPECT_EQ(body.at("size"), 5'000);
  EXPECT_EQ(body.at("duration"), 62);
  EXPECT_EQ(text(body, "type"), "audio");
  EXPECT_EQ(text(body, "container_format"), "mka");
  EXPECT_EQ(text(body, "codec"), "OPUS");
  EXPECT_EQ(text(body.at("grouping_sids"), "room_sid"), first_room.text());
  EXPECT_EQ(text(body.at("grouping_sids"), "participant_sid"), agent.text());
  EXPECT_EQ(body.at("offset"), 1'800'000'000'250);
  EXPECT_EQ(text(body, "url"), "https://video.example/v1/Recordings/" + rt('1'));
  EXPECT_EQ(text(body.at("links"), "media"), "https://video.example/v1/Recordings/" + rt('1') + "/Media");
  EXPECT_FALSE(body.as_object().contains("room_sid"));
  const auto in_room = ask("GET", {rt('2')}, {}, first_room).value().body;
  EXPECT_EQ(text(in_room, "room_sid"), first_room.text());
  EXPECT_EQ(text(in_room, "container_format"), "mkv");
  EXPECT_EQ(text(in_room, "url"),
            "https://video.example/v1/Rooms/" + first_room.str() + "/Recordings/" + rt('2'));
}

TEST_F(asking_for_recordings, knows_no_length_of_one_that_runs) {
  fill();
  const auto body = ask("GET", {rt('4')}).value().body;
  EXPECT_EQ(text(body, "status"), "processing");
  EXPECT_TRUE(body.at("size").is_null());
  EXPECT_TRUE(body.at("duration").is_null());
}

TEST_F(asking_for_recordings, lists_by_all_that_twilio_lists_by) {
  EXPECT_EQ(listed({}), "");
  fill();
  EXPECT_EQ(listed({}), "4321");
  EXPECT_EQ(listed({}, first_room), "321");
  EXPECT_EQ(listed({{"Status", "processing"}}), "4");
  EXPECT_EQ(listed({{"MediaType", "audio"}}), "31");
  EXPECT_EQ(listed({{"SourceSid", "MT" + std::string(32, '2')}}), "2");
  EXPECT_EQ(listed({{"GroupingSid", customer.str()}}), "43");
  EXPECT_EQ(listed({{"GroupingSid", customer.str()}, {"GroupingSid", second_room.str()}}), "4");
  EXPECT_EQ(listed({{"DateCreatedBefore", "2027-01-15"}}), "");
  EXPECT_EQ(listed({{"DateCreatedAfter", "2027-01-15"}, {"PageSize", "2"}}), "43");
}

TEST_F(asking_for_recordings, refuses_what_it_cannot_list_by) {
  for (const auto* const name : {"Status", "MediaType", "DateCreatedAfter", "PageSize"})
    EXPECT_EQ(ask("GET", {}, {{name, "nonsense"}}).error().code, 20001) << name;
}

TEST_F(asking_for_recordings, says_where_the_media_of_a_complete_one_is) {
  fill();
  for (const auto& room : {std::optional<twilio::room_sid>{}, std::optional{first_room}}) {
    const auto answer = ask("GET", {rt('2'), "Media"}, {}, room).value();
    EXPECT_EQ(answer.status, 302u);
    EXPECT_EQ(text(answer.body, "redirect_to"), "file:" + rt('2') + ".mkv");
  }
  EXPECT_EQ(ask("GET", {rt('4'), "Media"}).error().status, 404) << "it runs";
  EXPECT_EQ(ask("DELETE", {rt('2'), "Media"}).error().status, 405);
  ask("DELETE", {rt('2')});
  EXPECT_EQ(ask("GET", {rt('2'), "Media"}).error().status, 404) << "it is deleted";
}

TEST_F(asking_for_recordings, refuses_what_there_is_not) {
  fill();
  EXPECT_EQ(ask("GET", {rt('9')}).error().status, 404);
  EXPECT_EQ(ask("GET", {"nonsense"}).error().status, 404);
  EXPECT_EQ(ask("GET", {rt('1')}, {}, second_room).error().status, 404) << "of another room";
  EXPECT_EQ(ask("GET", {rt('1'), "More"}).error().status, 404);
  EXPECT_EQ(ask("POST", {}).error().status, 405);
  EXPECT_EQ(ask("POST", {rt('1')}).error().status, 405);
}

TEST_F(asking_for_recordings, deletes_a_file_and_keeps_that_it_did) {
  fill();
  clock.advance(1h);
  EXPECT_EQ(ask("DELETE", {rt('1')}).value().status, 204u);
  EXPECT_THAT(erased, ElementsAre(rt('1') + ".mka"));
  const auto body = ask("GET", {rt('1')}).value().body;
  EXPECT_EQ(text(body, "status"), "deleted");
  EXPECT_EQ(text(body, "date_updated"), "2027-01-15T09:00:00Z");
  EXPECT_EQ(body.at("size"), 5'000);
  EXPECT_EQ(ask("DELETE", {rt('1')}).value().status, 204u) << "a second time";
  EXPECT_EQ(erased.size(), 1u);
}

TEST_F(asking_for_recordings, does_not_say_that_it_deleted_what_is_still_there) {
  fill();
  erases = false;
  EXPECT_EQ(ask("DELETE", {rt('1')}).error().status, 500);
  EXPECT_EQ(text(ask("GET", {rt('1')}).value().body, "status"), "completed");
}

TEST_F(asking_for_recordings, does_not_delete_what_runs) {
  fill();
  EXPECT_EQ(ask("DELETE", {rt('4')}).error().status, 409);
  EXPECT_THAT(erased, IsEmpty());
}

TEST_F(asking_for_recordings, remembers_so_many_without_a_file) {
  fill();
  for (const auto digit : {'1', '2', '3'}) EXPECT_TRUE(ask("DELETE", {rt(digit)}));
  EXPECT_EQ(listed({}), "432") << "two are remembered";
}

TEST(recording_register, counts_on_behind_what_a_server_before_made) {
  recording_register records;
  records.put({.ordinal = 7,
               .sid = sid<twilio::recording_sid>("RT", '1'),
               .room = first_room,
               .participant = agent,
               .identity = "agent",
               .track = sid<twilio::track_sid>("MT", '1'),
               .track_name = "track",
               .kind = track_kind::audio,
               .codec = "OPUS",
               .created = {},
               .updated = {}});
  EXPECT_EQ(records.count(), 8u);
}

}  // namespace
}  // namespace flex_video::rooms
