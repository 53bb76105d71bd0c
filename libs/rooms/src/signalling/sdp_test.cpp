#include "signalling/sdp.hpp"

#include "signalling/json_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::Optional;
using testing::Pair;

std::optional<sent_tracks> read_sent_tracks(std::string_view sdp) {
  return read_tracks(escape_json(sdp)).sent;
}
bool has_track_twice(std::string_view sdp) { return read_tracks(escape_json(sdp)).track_twice; }

TEST(sdp, tells_the_track_of_each_section_that_sends) {
  EXPECT_THAT(read_sent_tracks("v=0\r\n"
                               "m=audio 9 x\r\na=mid:0\r\na=sendrecv\r\na=msid:- one\r\n"
                               "m=video 9 x\r\na=recvonly\r\na=mid:1\r\na=msid:- two\r\n"
                               "m=video 9 x\r\na=msid:stream three\r\na=mid:2\r\na=sendonly\r\n"
                               "m=video 9 x\r\na=msid:- four\r\na=mid:3\r\na=inactive\r\n"
                               "m=audio 9 x\r\na=mid:4\r\na=msid:- five\r\n"
                               "m=application 9 x\r\na=mid:5\r\n"),
              Optional(ElementsAre(Pair("0", "one"), Pair("2", "three"), Pair("4", "five"))));
}

TEST(sdp, tells_nothing_without_a_mid) {
  EXPECT_EQ(read_sent_tracks(""), std::nullopt);
  EXPECT_EQ(read_sent_tracks("v=0\r\nm=audio 9 x\r\na=msid:- one\r\n"), std::nullopt);
  EXPECT_THAT(read_sent_tracks("m=audio 9 x\na=mid:0\na=recvonly"), Optional(ElementsAre()));
}

TEST(sdp, knows_no_track_of_a_msid_without_one) {
  EXPECT_THAT(read_sent_tracks("m=audio 9 x\na=mid:0\na=msid:stream"), Optional(ElementsAre()));
}

TEST(sdp, knows_the_line_ends_it_did_before) {
  EXPECT_THAT(read_sent_tracks("m=audio 9 x\na=mid:0\ra=mid:1\r\na=msid:- one\r\r\na=recvonly\r"),
              Optional(ElementsAre()));
  EXPECT_THAT(read_sent_tracks("m=audio 9 x\na=mid:0\r\ra=mid:1\na=msid:- one"),
              Optional(ElementsAre(Pair("0\r\ra=mid:1", "one"))));
  EXPECT_THAT(read_sent_tracks("m=audio 9 x\na=mid:\\r\na=msid:- one\\n"),
              Optional(ElementsAre(Pair("\\r", "one\\n"))));
}

TEST(sdp, reads_what_is_escaped_without_need) {
  const auto tracks = read_tracks(
      R"(\u006d=audio 9\u000d\u000aa=mid:\u0030\na=msid:- o\/ne\nm=audio 9\na=mid:1\na=msid:- o/\u006ee\n)");
  EXPECT_THAT(tracks.sent, Optional(ElementsAre(Pair("0", "o/ne"), Pair("1", "o/ne"))));
  EXPECT_TRUE(tracks.track_twice);
}

TEST(sdp, sends_if_a_section_of_audio_or_video_does) {
  const auto sends = [](std::string_view sdp) { return read_tracks(escape_json(sdp)).sends; };
  EXPECT_FALSE(sends(""));
  EXPECT_FALSE(sends("v=0\r\na=sendrecv\r\nm=application 9 x\r\na=mid:0\r\n")) << "data has no direction";
  EXPECT_FALSE(sends("m=audio 9 x\r\na=recvonly\r\nm=video 9 x\r\na=inactive\r\na=msid:- one\r\n"));
  EXPECT_TRUE(sends("m=audio 9 x\r\na=recvonly\r\nm=video 9 x\r\na=sendonly\r\n"));
  EXPECT_TRUE(sends("m=audio 9 x\r\na=sendrecv\r\nm=video 9 x\r\na=recvonly\r\n"));
  EXPECT_TRUE(sends("m=audio 9 x\r\n")) << "nothing said is sendrecv";
  EXPECT_TRUE(read_tracks(R"(m=\u0061udio 9\u000d\u000aa=mid:0)").sends);
}

TEST(sdp, has_a_track_twice_if_two_sections_have_one_id) {
  EXPECT_FALSE(has_track_twice(""));
  EXPECT_FALSE(has_track_twice("v=0\r\nm=audio 9\r\na=msid:- one\r\nm=video 9\r\na=msid:- two\r\n"));
  EXPECT_TRUE(has_track_twice("v=0\r\nm=audio 9\r\na=msid:- one\r\nm=audio 9\r\na=msid:- one\r\n"));
  EXPECT_TRUE(has_track_twice("v=0\nm=audio 9\na=msid:- one\nm=audio 9\na=msid:- one")) << "bare line feeds";
}

TEST(sdp, has_no_track_twice_where_only_parts_are_alike) {
  EXPECT_FALSE(has_track_twice("\r\na=msid:- one\r\na=msid:- one2\r\na=msid:- on\r\n"));
  EXPECT_FALSE(has_track_twice("m=audio 9\r\na=msid:left one\r\na=msid:right one\r\n")) << "in two streams";
  EXPECT_FALSE(has_track_twice("a=ssrc:1 msid:- one\r\na=ssrc:1 msid:- one\r\na=msid-semantic: WMS\r\n"));
}

TEST(sdp, swaps_a_track_if_a_section_goes_on_with_another) {
  const sent_tracks before{{"0", "one"}, {"1", "two"}};
  EXPECT_FALSE(swaps_track(before, before));
  EXPECT_FALSE(swaps_track(before, {{"1", "two"}, {"2", "one"}}));
  EXPECT_FALSE(swaps_track({}, before));
  EXPECT_TRUE(swaps_track(before, {{"0", "one"}, {"1", "three"}}));
}

}  // namespace
}  // namespace flex_video::rooms
