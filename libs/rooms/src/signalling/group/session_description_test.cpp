#include "signalling/group/session_description.hpp"

#include "signalling/group/session_description_writer.hpp"
#include "signalling/signalling_errc.hpp"
#include "testing/browser_offer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::string digest =
    "02:2A:06:A2:44:E9:D4:BD:85:A2:65:B5:87:51:F3:3D:A3:62:4A:6A:87:F6:C9:6A:97:DB:E1:B2:10:83:2F:BC";
const std::string head = "v=0\r\na=ice-ufrag:u\r\na=fingerprint:sha-256 " + digest + "\r\n";
const std::string audio = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n";
const std::string video = "m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\na=mid:1\r\n";

session_description read(const std::string& sdp) {
  auto read = read_session_description(sdp);
  if (!read) throw std::runtime_error{read.error().detail};
  return *std::move(read);
}

/// Why it is refused; empty if it is not.
std::string refusal(const std::string& sdp, const session_description_limits& limits = {}) {
  const auto read = read_session_description(sdp, limits);
  if (read) return {};
  EXPECT_EQ(read.error().code, signalling_errc::description_invalid);
  return read.error().detail;
}

std::string repeated(std::size_t times, const std::string& line) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += line + std::to_string(i + 1) + "\r\n";
  return all;
}

TEST(session_description, reads_what_chromium_offers) {
  const auto offer = read(browser_offer("chromium-simulcast"));
  EXPECT_EQ(offer.ice_ufrag, "79w0");
  EXPECT_EQ(offer.fingerprint, (dtls_fingerprint{"sha-256", digest}));
  ASSERT_THAT(offer.sections, SizeIs(2));
  const auto& sent = offer.sections[1];
  EXPECT_EQ(sent.kind, section_kind::video);
  EXPECT_EQ(sent.mid, "1");
  EXPECT_FALSE(sent.rejected);
  EXPECT_EQ(sent.direction, media_direction::sendrecv);
  EXPECT_EQ(sent.stream, "-");
  EXPECT_EQ(sent.track, "d75039f0-eb00-45ea-9cd3-a1431b8235ec");
  ASSERT_THAT(sent.codecs, SizeIs(23));
  EXPECT_EQ(
      sent.codecs[0],
      (rtp_codec{
          .name = "VP8",
          .payload_type = 96,
          .clock_rate = 90'000,
          .feedback = {
              {"goog-remb", ""}, {"transport-cc", ""}, {"ccm", "fir"}, {"nack", ""}, {"nack", "pli"}}}));
  EXPECT_EQ(
      sent.codecs[1],
      (rtp_codec{.name = "rtx", .payload_type = 97, .clock_rate = 90'000, .parameters = {{"apt", "96"}}}));
  EXPECT_THAT(sent.extensions, SizeIs(11));
  EXPECT_THAT(sent.ssrcs, SizeIs(6));
  EXPECT_THAT(sent.retransmissions, ElementsAre(retransmission{2'622'801'319, 559'152'548},
                                                retransmission{368'460'585, 1'180'380'318},
                                                retransmission{127'391'997, 3'214'237'151}));
  EXPECT_THAT(sent.layers, ElementsAre(2'622'801'319, 368'460'585, 127'391'997));
  EXPECT_EQ(sent.cname, "gOW5RLPafU5IyLyf");
  EXPECT_TRUE(sent.conference);
}

TEST(session_description, knows_that_a_bundled_section_has_no_port_in_firefox) {
  const auto offer = read(browser_offer("firefox-data"));
  ASSERT_THAT(offer.sections, SizeIs(4));
  for (const auto& section : offer.sections) EXPECT_FALSE(section.rejected) << section.mid;
  EXPECT_EQ(offer.sections[3].kind, section_kind::application);
  EXPECT_THAT(offer.sections[0].extensions, SizeIs(3)) << "one is for one direction only";
  EXPECT_TRUE(read(head + "m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:0\r\n").sections[0].rejected);
}

TEST(session_description, takes_an_attribute_for_every_codec) {
  const auto offer =
      read(head + video + "a=rtcp-fb:* nack\r\na=rtpmap:96 VP8/90000\r\na=rtcp-fb:96 nack\r\n");
  ASSERT_THAT(offer.sections[0].codecs, SizeIs(1)) << "97 has no rtpmap";
  EXPECT_THAT(offer.sections[0].codecs[0].feedback, ElementsAre(rtcp_feedback{"nack", ""}));
}

TEST(session_description, passes_over_what_it_does_not_know) {
  EXPECT_EQ(refusal("v=0\nz=\na=later:1\n\nb=AS:1\n" + head + audio +
                    "a=rid:h recv\na=rid:f send pt=96\na=extmap:4096 late\na=fingerprint:md5 AB\n"),
            "");
}

TEST(session_description, refuses_what_contradicts_itself) {
  const std::vector<std::pair<std::string, std::string>> table{
      {"no section", head},
      {"no ICE ufrag", "a=fingerprint:sha-256 " + digest + "\r\n" + audio},
      {"no fingerprint", "a=ice-ufrag:u\r\n" + audio},
      {"no fingerprint", "a=ice-ufrag:u\r\na=fingerprint:sha-256 AB:CD\r\n" + audio},
      {"no fingerprint", "a=ice-ufrag:u\r\na=fingerprint:md5 AB:CD\r\n" + audio},
      {"waits for DTLS", head + audio + "a=setup:passive\r\n"},
      {"control character", head + audio + "a=mid:0\r0\r\n"},
      {"no mid", head + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n"},
      {"no mid", head + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:a b\r\n"},
      {"mid twice", head + audio + "a=mid:1\r\n"},
      {"two sections of one mid", head + audio + audio},
      {"no port", head + "m=audio 65536 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"},
      {"neither audio", head + "m=text 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n"},
      {"neither audio", head + "m=audio 9 RTP/AVP 111\r\na=mid:0\r\n"},
      {"no format", head + "m=audio 9 UDP/TLS/RTP/SAVPF\r\na=mid:0\r\n"},
      {"another format", head + "m=application 9 UDP/DTLS/SCTP 5000\r\na=mid:0\r\n"},
      {"no payload type", head + "m=audio 9 UDP/TLS/RTP/SAVPF 128\r\na=mid:0\r\n"},
      {"payload type twice", head + "m=audio 9 UDP/TLS/RTP/SAVPF 0 0\r\na=mid:0\r\n"},
      {"no codec", head + audio + "a=rtpmap:111 opus\r\n"},
      {"no codec", head + audio + "a=rtpmap:111 opus/48000/x\r\n"},
      {"rtpmap twice", head + audio + "a=rtpmap:111 opus/48000/2\r\na=rtpmap:111 opus/48000/2\r\n"},
      {"no payload type", head + audio + "a=fmtp:x a=b\r\n"},
      {"no extension id", head + audio + "a=extmap:0 x\r\n"},
      {"extension id twice", head + audio + "a=extmap:1 x\r\na=extmap:1 y\r\n"},
      {"no SSRC", head + audio + "a=ssrc:0 cname:x\r\n"},
      {"no SSRC", head + audio + "a=ssrc-group:FID 1 4294967296\r\n"},
      {"not a stream", head + video + "a=ssrc-group:FID 1 2 3\r\n"},
      {"twice in a group", head + video + "a=ssrc-group:SIM 1 1\r\n"},
      {"in two groups", head + video + "a=ssrc-group:FID 1 2\r\na=ssrc-group:FID 3 2\r\n"},
      {"two groups of layers", head + video + "a=ssrc-group:SIM 1 2\r\na=ssrc-group:SIM 3\r\n"},
      {"a layer that is", head + video + "a=ssrc-group:SIM 1 2\r\na=ssrc-group:FID 1 2\r\n"},
      {"in two sections", head + audio + "a=ssrc:1 cname:x\r\n" + video + "a=ssrc:1 cname:x\r\n"}};
  for (const auto& [why, sdp] : table) EXPECT_THAT(refusal(sdp), HasSubstr(why)) << sdp;
}

TEST(session_description, tells_the_line_at_fault) {
  EXPECT_THAT(refusal(head + audio + "a=extmap:0 x\r\n"), HasSubstr("line 6:"));
}

TEST(session_description, refuses_what_exceeds_a_limit) {
  const session_description_limits tight{.sections = 2,
                                         .lines = 20,
                                         .line_bytes = 200,
                                         .identifier_bytes = 10,
                                         .feedback = 3,
                                         .parameters = 3,
                                         .extensions = 3,
                                         .ssrcs = 3,
                                         .layers = 3};
  const std::string ten = "0123456789";
  const std::string third = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n";
  const std::vector<std::tuple<std::string, std::string, std::string>> table{
      {"too many sections", audio + video, audio + video + third},
      {"too many lines", audio + std::string(19, '\n'), audio + std::string(20, '\n')},
      {"too long a line", audio + std::string(200, 'x'), audio + std::string(201, 'x')},
      {"too long an identifier", audio + "a=msid:" + ten + " " + ten, audio + "a=msid:- " + ten + "0"},
      {"too long an identifier", audio + "a=ssrc:1 cname:" + ten, audio + "a=ssrc:1 cname:" + ten + "0"},
      {"too long an identifier", audio + "a=rid:" + ten + " send", audio + "a=rid:0" + ten + " send"},
      {"too much feedback", audio + repeated(3, "a=rtcp-fb:111 nack "),
       audio + repeated(4, "a=rtcp-fb:111 nack ")},
      {"too much feedback", audio + repeated(3, "a=rtcp-fb:* nack "),
       audio + repeated(4, "a=rtcp-fb:* nack ")},
      {"too many parameters", audio + "a=fmtp:111 a;b;c", audio + "a=fmtp:111 a;b;c;d"},
      {"too many parameters", audio + "a=fmtp:111 a;b;c", audio + "a=fmtp:111 a;b;c\na=fmtp:111 d"},
      {"too many extensions", audio + "a=extmap:1 a\na=extmap:2 b\na=extmap:3 c",
       audio + "a=extmap:1 a\na=extmap:2 b\na=extmap:3 c\na=extmap:4 d"},
      {"too many SSRCs", audio + repeated(3, "a=ssrc:"), audio + repeated(4, "a=ssrc:")},
      {"too large a group", audio + "a=ssrc-group:SIM 1 2 3", audio + "a=ssrc-group:SIM 1 2 3 4"},
      {"too many rids", audio + "a=rid:a send\na=rid:b send\na=rid:c send",
       audio + "a=rid:a send\na=rid:b send\na=rid:c send\na=rid:d send"}};
  for (const auto& [why, most, more] : table) {
    EXPECT_EQ(refusal(head + most, tight), "") << why;
    EXPECT_THAT(refusal(head + more, tight), HasSubstr(why));
  }
  const auto exactly = head + audio;
  EXPECT_EQ(refusal(exactly, {.bytes = exactly.size()}), "");
  EXPECT_THAT(refusal(exactly + "\n", {.bytes = exactly.size()}), HasSubstr("too long"));
  EXPECT_THAT(refusal("a=ice-ufrag:0" + ten + "\r\n" + audio, tight), HasSubstr("too long an identifier"));
}

TEST(session_description, is_read_as_it_was_written) {
  const media_section sent{
      .kind = section_kind::video,
      .mid = "s1",
      .direction = media_direction::sendonly,
      .stream = "PA1",
      .track = "one",
      .formats = {"96", "100"},
      .codecs = {{.name = "VP8",
                  .payload_type = 96,
                  .clock_rate = 90'000,
                  .parameters = {{"a", "b"}, {"c", ""}},
                  .feedback = {{"nack", ""}, {"nack", "pli"}}},
                 {.name = "rtx", .payload_type = 100, .clock_rate = 90'000, .parameters = {{"apt", "96"}}}},
      .extensions = {{"urn:3gpp:video-orientation", 8}},
      .ssrcs = {7, 8},
      .cname = "PA1",
      .retransmissions = {{7, 8}},
      .conference = true};
  const media_section heard{
      .kind = section_kind::audio,
      .mid = "0",
      .direction = media_direction::recvonly,
      .formats = {"111"},
      .codecs = {{.name = "opus", .payload_type = 111, .clock_rate = 48'000, .channels = 2}}};
  const media_section data{.kind = section_kind::application, .mid = "2", .formats = {"webrtc-datachannel"}};
  const media_section refused{.kind = section_kind::video,
                              .mid = "3",
                              .rejected = true,
                              .direction = media_direction::inactive,
                              .formats = {"98"}};
  const std::vector all{heard, sent, data, refused};
  const transport_parameters transport{
      .ice_ufrag = "uf",
      .ice_password = "a password",
      .candidates = {{"udp1", 100, "192.0.2.1", 4'000}, {"tcp1", 50, "2001:db8::1", 4'001, true}},
      .fingerprint = digest};
  const auto sdp = write_session_description(description_type::offer, 5, transport, all);
  EXPECT_EQ(read(sdp).sections, all);
  EXPECT_EQ(read(sdp).ice_ufrag, "uf");
  EXPECT_EQ(read(sdp).fingerprint.value, digest);
  EXPECT_THAT(sdp, HasSubstr("o=- 1 5 IN IP4"));
  EXPECT_THAT(sdp, HasSubstr("\r\na=ice-lite\r\n"));
  EXPECT_THAT(sdp, HasSubstr("\r\na=group:BUNDLE 0 s1 2\r\n"));
  EXPECT_THAT(sdp, HasSubstr("\r\na=candidate:udp1 1 udp 100 192.0.2.1 4000 typ host\r\n"
                             "a=candidate:tcp1 1 tcp 50 2001:db8::1 4001 typ host tcptype passive\r\n"
                             "a=end-of-candidates\r\na=setup:actpass\r\n"));
  const auto answer = write_session_description(description_type::answer, 6, transport, all);
  EXPECT_THAT(answer, HasSubstr("a=setup:passive\r\n"));
  EXPECT_THAT(answer, testing::Not(HasSubstr("actpass")));
}

}  // namespace
}  // namespace flex_video::rooms
