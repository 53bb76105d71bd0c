#include "signalling/group/media_choice.hpp"

#include "testing/browser_offer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Pair;

media_section offered(const std::string& name, std::size_t section) {
  return read_session_description(browser_offer(name)).value().sections.at(section);
}

auto has_payload_types(std::uint8_t codec, std::uint8_t rtx) {
  return ElementsAre(Field(&rtp_codec::payload_type, codec), Field(&rtp_codec::payload_type, rtx));
}

media_section of_codecs(section_kind kind, std::vector<rtp_codec> codecs) {
  return {.kind = kind, .mid = "0", .codecs = std::move(codecs)};
}

rtp_codec h264(std::string mode, std::string profile) {
  return {.name = "H264",
          .payload_type = 102,
          .clock_rate = 90'000,
          .parameters = {{"packetization-mode", std::move(mode)}, {"profile-level-id", std::move(profile)}}};
}

TEST(media_choice, takes_the_first_codec_of_the_client_that_the_room_allows) {
  EXPECT_THAT(choose_codecs(offered("chromium-both", 1), {}), has_payload_types(96, 97));
  EXPECT_THAT(choose_codecs(offered("chromium-h264", 1), {}), has_payload_types(108, 109))
      << "not 102, of profile 42001f";
  EXPECT_THAT(choose_codecs(offered("chromium-both", 1), {.video_codecs = {"H264"}}),
              has_payload_types(108, 109));
  EXPECT_THAT(choose_codecs(offered("firefox-both", 2), {}),
              ElementsAre(Field(&rtp_codec::payload_type, 120)));
  EXPECT_THAT(choose_codecs(offered("firefox-both", 2), {.video_codecs = {"H264"}}), IsEmpty());
}

TEST(media_choice, takes_opus_in_stereo_only) {
  const auto opus = choose_codecs(offered("firefox-both", 0), {});
  ASSERT_THAT(opus, ElementsAre(Field(&rtp_codec::payload_type, 109)));
  EXPECT_THAT(opus[0].parameters,
              ElementsAre(Pair("maxplaybackrate", "48000"), Pair("stereo", "1"), Pair("useinbandfec", "1")));
  const rtp_codec mono{.name = "opus", .payload_type = 111, .clock_rate = 48'000};
  EXPECT_THAT(choose_codecs(of_codecs(section_kind::audio, {mono}), {}), IsEmpty());
  const rtp_codec slow{.name = "opus", .payload_type = 111, .clock_rate = 8'000, .channels = 2};
  EXPECT_THAT(choose_codecs(of_codecs(section_kind::audio, {slow}), {}), IsEmpty());
}

TEST(media_choice, takes_h264_of_one_mode_and_profile) {
  const auto chosen = [](rtp_codec codec) {
    return !choose_codecs(of_codecs(section_kind::video, {std::move(codec)}), {}).empty();
  };
  EXPECT_TRUE(chosen(h264("1", "42e01f")));
  EXPECT_TRUE(chosen(h264("1", "42E015")));
  EXPECT_FALSE(chosen(h264("0", "42e01f")));
  EXPECT_FALSE(chosen(h264("1", "42001f")));
  EXPECT_FALSE(chosen(h264("1", "42e0")));
  EXPECT_FALSE(chosen({.name = "H264", .payload_type = 102, .clock_rate = 90'000}));
}

TEST(media_choice, names_codecs_as_the_room_does) {
  const rtp_codec vp8{.name = "vp8", .payload_type = 96, .clock_rate = 90'000};
  EXPECT_EQ(choose_codecs(of_codecs(section_kind::video, {vp8}), {}).at(0).name, "VP8");
}

TEST(media_choice, keeps_the_feedback_it_knows) {
  rtp_codec vp8{.name = "VP8", .payload_type = 96, .clock_rate = 90'000};
  vp8.feedback = {{"nack", ""},     {"nack", "rpsi"},  {"nack", "pli"},      {"ccm", "fir"},
                  {"ccm", "tmmbr"}, {"goog-remb", ""}, {"transport-cc", ""}, {"rrtr", ""}};
  const auto chosen = choose_codecs(of_codecs(section_kind::video, {vp8}), {});
  EXPECT_THAT(chosen.at(0).feedback, ElementsAre(rtcp_feedback{"nack", ""}, rtcp_feedback{"nack", "pli"},
                                                 rtcp_feedback{"ccm", "fir"}, rtcp_feedback{"goog-remb", ""},
                                                 rtcp_feedback{"transport-cc", ""}));
}

TEST(media_choice, takes_three_extensions_by_the_ids_of_the_client) {
  const auto ids = [](const media_section& section, const extension_ids& taken = {}) {
    std::vector<int> all;
    for (const auto& each : choose_extensions(section, taken)) all.push_back(each.id);
    return all;
  };
  EXPECT_THAT(ids(offered("chromium-both", 0)), ElementsAre(1, 3));
  EXPECT_THAT(ids(offered("chromium-both", 1)), ElementsAre(13, 3));
  EXPECT_THAT(ids(offered("firefox-both", 0)), ElementsAre(1, 7));
  EXPECT_THAT(ids(offered("firefox-both", 2)), ElementsAre(7));
  EXPECT_THAT(
      ids(offered("chromium-both", 0), {{1, "another"}, {3, offered("chromium-both", 0).extensions[2].uri}}),
      ElementsAre(3));
}

TEST(media_choice, knows_the_layers_of_vp8_and_their_retransmissions) {
  const auto section = offered("chromium-simulcast", 1);
  EXPECT_THAT(choose_encodings(section, choose_codecs(section, {})),
              ElementsAre(rtp_encoding{2'622'801'319, 559'152'548}, rtp_encoding{368'460'585, 1'180'380'318},
                          rtp_encoding{127'391'997, 3'214'237'151}));
  EXPECT_THAT(choose_encodings(section, choose_codecs(section, {.video_codecs = {"H264"}})),
              ElementsAre(rtp_encoding{2'622'801'319, 559'152'548}));
}

TEST(media_choice, takes_no_retransmission_for_a_stream) {
  media_section section{.kind = section_kind::video, .mid = "0"};
  const rtp_codec vp8{.name = "VP8", .payload_type = 96, .clock_rate = 90'000};
  section.ssrcs = {2, 1};
  section.retransmissions = {{1, 2}};
  EXPECT_THAT(choose_encodings(section, {vp8}), ElementsAre(rtp_encoding{1})) << "its codec is not there";
  section.ssrcs.clear();
  EXPECT_THAT(choose_encodings(section, {vp8}), IsEmpty());
}

TEST(media_choice, knows_what_a_client_receives) {
  EXPECT_THAT(find_receivable(offered("chromium-none", 0)), ElementsAre(Pair("opus", false)));
  EXPECT_THAT(find_receivable(offered("chromium-none", 1)),
              ElementsAre(Pair("H264", true), Pair("VP8", true)));
  EXPECT_THAT(find_receivable(offered("firefox-none", 1)), ElementsAre(Pair("VP8", false)));
}

TEST(media_choice, sends_by_the_numbers_of_the_worker) {
  const auto vp8 = sent_parameters("VP8", {7, 8}, "PA1", {});
  EXPECT_THAT(vp8.codecs, has_payload_types(96, 100));
  EXPECT_THAT(vp8.codecs.at(1).parameters, ElementsAre(Pair("apt", "96")));
  EXPECT_THAT(vp8.encodings, ElementsAre(rtp_encoding{7, 8}));
  EXPECT_EQ(vp8.cname, "PA1");
  EXPECT_THAT(vp8.extensions, ElementsAre(Field(&header_extension::id, 5), Field(&header_extension::id, 8)));
  EXPECT_THAT(sent_parameters("H264", {7, 8}, "", {}).codecs, has_payload_types(125, 101));
  const auto opus = sent_parameters("opus", {7}, "", {});
  EXPECT_THAT(opus.codecs, ElementsAre(Field(&rtp_codec::payload_type, 111)));
  EXPECT_THAT(opus.extensions, ElementsAre(Field(&header_extension::id, 5)));
}

TEST(media_choice, sends_no_extension_whose_id_is_taken) {
  const auto vp8 = sent_parameters("VP8", {7}, "", {{5, "another"}, {8, "urn:3gpp:video-orientation"}});
  EXPECT_THAT(vp8.extensions, ElementsAre(Field(&header_extension::id, 8)));
  EXPECT_THAT(vp8.codecs, ElementsAre(Field(&rtp_codec::payload_type, 96)));
  EXPECT_THAT(vp8.codecs[0].feedback, testing::Not(testing::Contains(rtcp_feedback{"transport-cc", ""})));
}

}  // namespace
}  // namespace flex_video::rooms
