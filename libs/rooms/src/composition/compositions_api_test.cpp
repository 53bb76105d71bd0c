#include "composition/compositions_api.hpp"

#include "composition/testing/composing.hpp"

#include <gmock/gmock.h>

#include <set>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;

const std::string room = "RM" + std::string(32, '1');

struct asking_for_compositions : composing {
  std::set<std::string> in_progress;
  std::optional<compositions_api> api;

  asking_for_compositions() {
    record(record_of('1', track_kind::audio, 'a', {0s, 2s}), "sine=frequency=440");
    open_api();
  }
  void open_api() {
    open();
    api.emplace(
        *archive, *twilio::account_sid::parse("AC" + std::string(32, '0')), "https://video.example",
        composition_surroundings{
            .in_progress = [this](const twilio::room_sid& sid) { return in_progress.contains(sid.str()); },
            .address = [](const composition_record& each) { return "file:" + file_name_of(each); }});
  }
  rest_result<rest_answer> ask(std::string method, std::vector<std::string> path = {},
                               twilio::form query = {}) {
    return api->answer({.method = std::move(method), .path = std::move(path), .query = std::move(query)});
  }
  rest_result<rest_answer> create(twilio::form more = {}) {
    more.push_back({"RoomSid", room});
    more.push_back({"AudioSources", "*"});
    return api->answer({.method = "POST", .path = {}, .body = std::move(more)});
  }
  static std::string text(const boost::json::value& of, std::string_view member) {
    return std::string{of.at(member).as_string()};
  }
  static int refused(const rest_result<rest_answer>& answer) { return answer ? 0 : answer.error().status; }
  std::size_t listed(twilio::form query) {
    return ask("GET", {}, std::move(query)).value().body.at("compositions").as_array().size();
  }
};

TEST_F(asking_for_compositions, tells_what_twilio_tells) {
  const auto answer = create({{"StatusCallback", "https://app.example/hook"}}).value();
  EXPECT_EQ(answer.status, 201u);
  const auto sid = text(answer.body, "sid");
  const auto url = "https://video.example/v1/Compositions/" + sid;
  const boost::json::value expected{{"account_sid", "AC" + std::string(32, '0')},
                                    {"status", "enqueued"},
                                    {"date_created", "2027-01-15T08:00:00Z"},
                                    {"date_completed", nullptr},
                                    {"date_deleted", nullptr},
                                    {"sid", sid},
                                    {"room_sid", room},
                                    {"audio_sources", boost::json::array{"*"}},
                                    {"audio_sources_excluded", boost::json::array{}},
                                    {"video_layout", boost::json::object{}},
                                    {"resolution", "640x480"},
                                    {"trim", true},
                                    {"format", "webm"},
                                    {"bitrate", std::uint64_t{0}},
                                    {"size", std::uint64_t{0}},
                                    {"duration", std::int64_t{0}},
                                    {"media_external_location", nullptr},
                                    {"status_callback", "https://app.example/hook"},
                                    {"status_callback_method", "POST"},
                                    {"url", url},
                                    {"links", {{"media", url + "/Media"}}}};
  EXPECT_EQ(answer.body, expected);
  EXPECT_EQ(ask("GET", {sid}).value().body, expected);
}

TEST_F(asking_for_compositions, has_its_media_once_it_is_complete) {
  const auto sid = text(create().value().body, "sid");
  EXPECT_EQ(refused(ask("GET", {sid, "Media"})), 404);
  const auto made = until(*composition_sid::parse(sid), composition_status::completed);
  const auto media = ask("GET", {sid, "Media"}).value();
  EXPECT_EQ(media.status, 302u);
  EXPECT_EQ(text(media.body, "redirect_to"), "file:" + sid + ".webm");
  const auto body = ask("GET", {sid}).value().body;
  EXPECT_EQ(text(body, "status"), "completed");
  EXPECT_EQ(text(body, "date_completed"), "2027-01-15T08:00:00Z");
  EXPECT_EQ(body.at("duration").to_number<int>(), 2);
  EXPECT_EQ(body.at("size").to_number<std::uint64_t>(), made.bytes);
  EXPECT_EQ(body.at("bitrate").to_number<std::uint64_t>(), made.bytes * 4);

  EXPECT_EQ(ask("DELETE", {sid}).value().status, 204u);
  EXPECT_EQ(refused(ask("GET", {sid, "Media"})), 404);
  EXPECT_EQ(text(ask("GET", {sid}).value().body, "status"), "deleted");
  EXPECT_EQ(text(ask("GET", {sid}).value().body, "date_deleted"), "2027-01-15T08:00:00Z");
  EXPECT_EQ(ask("DELETE", {sid}).value().status, 204u) << "once more";
}

TEST_F(asking_for_compositions, deletes_one_that_waits) {
  const auto sid = text(create().value().body, "sid");
  EXPECT_EQ(ask("DELETE", {sid}).value().status, 204u);
  archive->step();
  EXPECT_EQ(text(ask("GET", {sid}).value().body, "status"), "deleted");
}

TEST_F(asking_for_compositions, lists_by_what_is_asked) {
  create();
  clock.advance(24h);
  const auto second = text(create().value().body, "sid");
  ask("DELETE", {second});
  EXPECT_EQ(listed({}), 2u);
  EXPECT_EQ(listed({{"Status", "enqueued"}}), 1u);
  EXPECT_EQ(listed({{"Status", "deleted"}}), 1u);
  EXPECT_EQ(listed({{"RoomSid", room}}), 2u);
  EXPECT_EQ(listed({{"RoomSid", "RM" + std::string(32, '2')}}), 0u);
  EXPECT_EQ(listed({{"DateCreatedAfter", "2027-01-16"}}), 1u);
  EXPECT_EQ(refused(ask("GET", {}, {{"Status", "lost"}})), 400);
  EXPECT_EQ(refused(ask("GET", {}, {{"DateCreatedAfter", "soon"}})), 400);
}

TEST_F(asking_for_compositions, refuses_a_room_that_goes_on_or_was_not_recorded) {
  in_progress.insert(room);
  EXPECT_EQ(create().error().message, "RoomSid is invalid: the room is in progress");
  in_progress.clear();
  const auto other = api->answer({.method = "POST",
                                  .path = {},
                                  .body = {{"RoomSid", "RM" + std::string(32, '2')}, {"AudioSources", "*"}}});
  EXPECT_EQ(refused(other), 400);
  EXPECT_EQ(refused(create({{"Format", "avi"}})), 400);
}

TEST_F(asking_for_compositions, refuses_more_than_may_wait) {
  limits.waiting = 1;
  open_api();
  EXPECT_TRUE(create());
  EXPECT_EQ(refused(create()), 429);
}

TEST_F(asking_for_compositions, says_that_there_is_no_ffmpeg) {
  program.clear();
  open_api();
  EXPECT_EQ(refused(create()), 503);
  EXPECT_THAT(create().error().message, testing::HasSubstr("ffmpeg"));
  EXPECT_EQ(listed({}), 0u) << "what there is can be had";
}

TEST_F(asking_for_compositions, knows_no_other_paths_and_methods) {
  const auto sid = text(create().value().body, "sid");
  EXPECT_EQ(refused(ask("GET", {"CJ" + std::string(32, 'f')})), 404);
  EXPECT_EQ(refused(ask("GET", {"RT" + std::string(32, '1')})), 404);
  EXPECT_EQ(refused(ask("GET", {sid, "Film"})), 404);
  EXPECT_EQ(refused(ask("GET", {sid, "Media", "more"})), 404);
  EXPECT_EQ(refused(ask("DELETE")), 405);
  EXPECT_EQ(refused(ask("POST", {sid})), 405);
  EXPECT_EQ(refused(ask("DELETE", {sid, "Media"})), 405);
}

}  // namespace
}  // namespace flex_video::rooms
