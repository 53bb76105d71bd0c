#include "channels/media_message_writer.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

const auto track = *twilio::track_sid::parse("MT" + std::string(32, '1'));
const auto other = *twilio::track_sid::parse("MT" + std::string(32, '2'));
const auto ann = *twilio::participant_sid::parse("PA" + std::string(32, 'a'));

TEST(media_message_writer, says_who_speaks) {
  EXPECT_EQ(write_active_speaker(ann), R"({"type":"active_speaker","participant":")" + ann.str() + "\"}");
  EXPECT_EQ(write_active_speaker({}), R"({"type":"active_speaker","participant":null})");
}

TEST(media_message_writer, says_what_is_switched_off) {
  EXPECT_EQ(write_track_switch_off({.off = {track}, .on = {other}}),
            R"({"type":"track_switch_off","off":[")" + track.str() + R"("],"on":[")" + other.str() + "\"]}");
  EXPECT_EQ(write_track_switch_off({}), R"({"type":"track_switch_off","off":[],"on":[]})");
}

TEST(media_message_writer, answers_each_render_hint) {
  EXPECT_EQ(write_render_answer({.id = 7, .hints = {{track, true, {}}, {other, {}, {}}}}),
            R"({"type":"render_hints","subscriber":{"id":7,"hints":[{"track":")" + track.str() +
                R"(","result":"OK"},{"track":")" + other.str() + R"(","result":"OK"}]}})");
}

TEST(media_message_writer, hints_layers_and_the_return_to_the_sdks_own_choice) {
  const std::vector<publisher_hint> hints{{.track = track, .layers = {true, false}},
                                          {.track = other, .layers = {}}};
  EXPECT_EQ(
      write_publisher_hints(3, hints),
      R"({"type":"publisher_hints","publisher":{"id":3,"hints":[{"track":")" + track.str() +
          R"(","encodings":[{"enabled":true,"layer_index":0},{"enabled":false,"layer_index":1}]},{"track":")" +
          other.str() + R"(","encodings":null}]}})");
}

TEST(media_message_writer, tells_the_network_quality_in_the_detail_asked_for) {
  const auto quality = judge({.audio = {.in = {.fraction_lost = 0.05, .jitter = 12, .bitrate = 40'000}},
                              .round_trip = 50,
                              .available_outgoing = 900'000},
                             {});
  const std::vector<remote_quality> remotes{{.participant = ann, .quality = judge({}, {})}};
  EXPECT_EQ(write_network_quality({.local = 1, .remote = 0}, quality, remotes),
            R"({"type":"network_quality","local":3})");
  EXPECT_EQ(
      write_network_quality({.local = 2, .remote = 1}, quality, remotes),
      R"({"type":"network_quality","local":{"level":3,"audio":{"send":3,"recv":5},"video":{"send":5,"recv":5}},)"
      R"("remotes":[{"sid":")" +
          ann.str() + R"(","level":5}]})");
  const auto all = write_network_quality({.local = 3, .remote = 2}, quality, remotes);
  EXPECT_NE(
      all.find(R"("audio":{"send":3,"recv":5,"sendStats":{"bandwidth":{"actual":40000,"available":40000,)"
               R"("level":5},"latency":{"jitter":0.012,"rtt":0.05,"level":5},)"
               R"("fractionLost":{"fractionLost":0.05,"level":3}},"recvStats":{"bandwidth":{"actual":0,)"
               R"("available":900000,"level":5})"),
      std::string::npos)
      << all;
  EXPECT_NE(all.find(R"("level":5,"audio":{"send":5,"recv":5},"video":{"send":5,"recv":5}}]})"),
            std::string::npos);
}

}  // namespace
}  // namespace flex_video::rooms
