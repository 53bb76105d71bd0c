#include "channels/media_message_reader.hpp"

#include "signalling/signalling_errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

const std::string mt = "MT11111111111111111111111111111111";
const auto track = *twilio::track_sid::parse(mt);
using enum media_channel;

base::result<media_message> read(media_channel on, const std::string& text, const limits& limits = {}) {
  return read_media_message(on, text, limits);
}

template <class Message>
Message as(const base::result<media_message>& read) {
  EXPECT_TRUE(read) << read.error().detail;
  return std::get<Message>(read.value());
}

TEST(media_message_reader, reads_that_a_client_is_ready_on_any_channel) {
  for (const auto channel : {active_speaker, network_quality, extension_transcriptions})
    as<channel_ready>(read(channel, R"({"type":"ready"})"));
}

TEST(media_message_reader, ignores_what_belongs_to_another_channel_or_a_later_sdk) {
  as<unknown_media_message>(read(active_speaker, R"({"type":"client_reset","track":7})"));
  as<unknown_media_message>(read(render_hints, R"({"type":"from the future"})"));
}

TEST(media_message_reader, reads_a_wish_for_the_network_quality) {
  const auto request = as<quality_request>(
      read(network_quality, R"({"type":"network_quality","ice":{},"audio":{"send":{"rtt":null}},
        "reportLevel":3,"remoteReportLevel":0})"));
  EXPECT_EQ(request.local, 3u);
  EXPECT_EQ(request.remote, 0u);
}

TEST(media_message_reader, reads_a_priority_and_that_there_is_none_any_more) {
  const auto with = [](const std::string& subscribe) {
    return read(track_priority,
                R"({"type":"track_priority","track":")" + mt + R"(","subscribe":)" + subscribe + "}");
  };
  EXPECT_EQ(as<priority_request>(with(R"("high")")).subscribe, rooms::track_priority::high);
  EXPECT_EQ(as<priority_request>(with("null")).subscribe, std::nullopt);
  EXPECT_EQ(as<priority_request>(with("null")).track, track);
}

std::string render(const std::string& hints) {
  return R"({"type":"render_hints","subscriber":{"id":4,"hints":[)" + hints + "]}}";
}

TEST(media_message_reader, reads_how_tracks_are_shown) {
  const std::string named = R"({"track":")" + mt + '"';
  const auto request =
      as<render_request>(read(render_hints, render(named + R"(,"enabled":false},)" + named +
                                                   R"(,"render_dimensions":{"width":320.5,"height":180}},)" +
                                                   named + R"(,"enabled":true})")));
  EXPECT_EQ(request.id, 4u);
  ASSERT_EQ(request.hints.size(), 3u);
  EXPECT_EQ(request.hints[0].track, track);
  EXPECT_EQ(request.hints[0].enabled, false);
  EXPECT_EQ(request.hints[0].dimensions, std::nullopt);
  EXPECT_EQ(request.hints[1].enabled, std::nullopt);
  EXPECT_EQ(request.hints[1].dimensions, (render_dimensions{321, 180}));
  EXPECT_EQ(request.hints[2].enabled, true);
}

TEST(media_message_reader, reads_what_became_of_hints) {
  const auto answer =
      as<hints_answer>(read(publisher_hints, R"({"type":"publisher_hints","id":2,"hints":[{"track":")" + mt +
                                                 R"(","result":"OK"},{"track":")" + mt +
                                                 R"(","result":"COULD_NOT_APPLY_HINT"}]})"));
  EXPECT_EQ(answer.id, 2u);
  ASSERT_EQ(answer.outcomes.size(), 2u);
  EXPECT_TRUE(answer.outcomes[0].applied);
  EXPECT_FALSE(answer.outcomes[1].applied);
  EXPECT_EQ(
      as<hints_reset>(read(publisher_hints, R"({"type":"client_reset","id":1,"track":")" + mt + "\"}")).track,
      track);
}

TEST(media_message_reader, refuses_members_of_another_type) {
  struct row {
    media_channel on;
    std::string text;
  };
  const std::string named = R"("track":")" + mt + '"';
  for (const auto& [on, text] :
       {row{active_speaker, ""},
        row{active_speaker, "[]"},
        row{active_speaker, "{}"},
        row{active_speaker, R"({"type":7})"},
        row{network_quality, R"({"type":"network_quality"})"},
        row{network_quality, R"({"type":"network_quality","reportLevel":4,"remoteReportLevel":0})"},
        row{network_quality, R"({"type":"network_quality","reportLevel":1,"remoteReportLevel":-1})"},
        row{track_priority, R"({"type":"track_priority","track":"x","subscribe":"high"})"},
        row{track_priority, R"({"type":"track_priority",)" + named + R"(,"subscribe":"top"})"},
        row{render_hints, R"({"type":"render_hints"})"},
        row{render_hints, render("7")},
        row{render_hints, render(R"({"track":"MT1","enabled":true})")},
        row{render_hints, render("{" + named + R"(,"enabled":1})")},
        row{render_hints, render("{" + named + R"(,"render_dimensions":{"width":1}})")},
        row{render_hints, render("{" + named + R"(,"render_dimensions":{"width":-1,"height":1}})")},
        row{render_hints, render("{" + named + R"(,"render_dimensions":{"width":"1","height":1}})")},
        row{render_hints, render("{" + named + R"(,"render_dimensions":{"width":1e300,"height":1}})")},
        row{render_hints, render("{" + named + R"(,"render_dimensions":{"width":true,"height":1}})")},
        row{publisher_hints, R"({"type":"publisher_hints","hints":[]})"},
        row{publisher_hints, R"({"type":"publisher_hints","id":1,"hints":[{}]})"},
        row{publisher_hints, R"({"type":"client_reset"})"}}) {
    const auto message = read(on, text);
    ASSERT_FALSE(message) << text;
    EXPECT_EQ(message.error().code, signalling_errc::message_invalid) << text;
  }
}

TEST(media_message_reader, refuses_more_than_its_limits) {
  limits narrow;
  narrow.hints = 1;
  const std::string hint = R"({"track":")" + mt + R"(","enabled":true})";
  EXPECT_TRUE(read(render_hints, render(hint), narrow));
  EXPECT_FALSE(read(render_hints, render(hint + "," + hint), narrow));
  narrow = {};
  narrow.media_message_bytes = 16;
  EXPECT_TRUE(read(render_hints, R"({"type":"ready"})", narrow));
  EXPECT_FALSE(read(render_hints, R"({"type":"ready" })", narrow));
}

}  // namespace
}  // namespace flex_video::rooms
