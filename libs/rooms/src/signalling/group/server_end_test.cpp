#include "signalling/group/server_end.hpp"

#include "signalling/json_document.hpp"
#include "signalling/json_writer.hpp"
#include "signalling/signalling_errc.hpp"
#include "testing/browser_offer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

using enum description_type;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size()))
    text.replace(at, what.size(), by);
  return text;
}

/// The lines of the section at that place.
std::string section_of(const std::string& sdp, int place) {
  auto at = sdp.find("\r\nm=");
  for (; place > 0; --place) at = sdp.find("\r\nm=", at + 1);
  return sdp.substr(at + 2, sdp.find("\r\nm=", at + 1) - at);
}

/// A browser's answer to our offer: it takes all that it is offered.
std::string answering(const std::string& offer) {
  auto sdp = replaced(offer, "a=setup:actpass", "a=setup:active");
  sdp = replaced(sdp, "a=sendonly", "a=recvonly!");
  sdp = replaced(sdp, "a=recvonly\r", "a=sendonly\r");
  return replaced(sdp, "a=recvonly!", "a=recvonly");
}

class server_end_connection : public testing::Test {
 protected:
  explicit server_end_connection(media_terms terms = {}) : end_(std::move(terms), ids_) {}

  static transport_parameters transport() {
    return {.ice_ufrag = "server",
            .ice_password = "p",
            .candidates = {{"udp", 1, "192.0.2.2", 4'000}},
            .fingerprint = "0B"};
  }

  base::result<far_end::outcome> take(description_type type, std::uint32_t revision, const std::string& sdp) {
    return end_.take({type, revision, escape_json(sdp)});
  }

  template <class Action>
  std::vector<Action> asked() {
    std::vector<Action> found;
    for (auto& action : end_.take_actions()) {
      if (auto* is = std::get_if<Action>(&action)) found.push_back(std::move(*is));
    }
    return found;
  }

  /// The last of what was said; its SDP as it is.
  description said() {
    auto all = asked<say_description>();
    if (all.empty()) return {close, 0, {}};
    auto last = std::move(all.back().description);
    last.sdp = unescape_json(last.sdp);
    return last;
  }

  /// Through the first offer, its answer and the answer to ours.
  void settle(const std::string& browser) {
    end_.opened(transport());
    browser_ = browser_offer(browser);
    ASSERT_TRUE(take(offer, 1, browser_));
    answer_ours();
  }
  void answer_ours() {
    const auto offered = said();
    ASSERT_EQ(offered.type, offer);
    ours_ = offered.sdp;
    // The fingerprint and the ufrag are the browser's.
    ASSERT_TRUE(take(answer, offered.revision, from_browser(answering(offered.sdp))));
  }
  std::string from_browser(std::string sdp) const {
    const auto at = browser_.find("a=fingerprint:");
    const auto line = browser_.substr(at, browser_.find("\r\n", at) - at);
    return replaced(std::move(sdp), "a=fingerprint:sha-256 0B", line);
  }

  base::counting_random ids_;
  server_end end_;
  std::string browser_;
  std::string ours_;
};

TEST_F(server_end_connection, answers_when_the_transport_is_there_and_then_offers_data) {
  ASSERT_TRUE(take(offer, 1, browser_offer("chromium-none")));
  EXPECT_THAT(end_.take_actions(), ElementsAre(testing::VariantWith<connect_transport>(testing::_)));
  EXPECT_FALSE(end_.ready());
  EXPECT_THAT(end_.recall(), IsEmpty());
  end_.opened(transport());
  const auto all = asked<say_description>();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_TRUE(end_.ready());
  EXPECT_EQ(all[0].description.type, answer);
  EXPECT_EQ(all[0].description.revision, 1U);
  const auto sdp = unescape_json(all[0].description.sdp);
  EXPECT_THAT(sdp, HasSubstr("a=ice-lite\r\n"));
  EXPECT_THAT(section_of(sdp, 0), HasSubstr("a=inactive"));
  EXPECT_THAT(section_of(sdp, 1), HasSubstr("a=inactive"));
  EXPECT_THAT(section_of(sdp, 1), HasSubstr("a=end-of-candidates\r\na=setup:passive"));
  EXPECT_EQ(all[1].description.type, offer);
  EXPECT_EQ(all[1].description.revision, 2U);
  EXPECT_THAT(all[1].description.sdp, HasSubstr("m=application 9"));
  EXPECT_FALSE(end_.has_data());
}

TEST_F(server_end_connection, connects_the_transport_once_and_tells_of_data_once) {
  end_.opened(transport());
  browser_ = browser_offer("chromium-data");
  ASSERT_TRUE(take(offer, 1, browser_));
  int connected = 0;
  int data = 0;
  for (const auto& action : end_.take_actions()) {
    connected += std::holds_alternative<connect_transport>(action);
    data += std::holds_alternative<open_data>(action);
  }
  EXPECT_EQ(connected, 1);
  EXPECT_EQ(data, 1);
  EXPECT_EQ(end_.settled(), 1U) << "the client has offered data itself";
  ASSERT_TRUE(take(offer, 2, browser_));
  for (const auto& action : end_.take_actions()) EXPECT_TRUE(std::holds_alternative<say_description>(action));
}

TEST_F(server_end_connection, takes_one_codec_and_three_extensions_of_chromium) {
  end_.opened(transport());
  ASSERT_TRUE(take(offer, 1, browser_offer("chromium-simulcast")));
  const auto sdp = unescape_json(end_.recall().at(0).sdp);
  const auto video = section_of(sdp, 1);
  EXPECT_THAT(video, HasSubstr("m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n"));
  EXPECT_THAT(video, HasSubstr("a=fmtp:96 x-google-start-bitrate=2000\r\n"));
  EXPECT_THAT(video, HasSubstr("a=x-google-flag:conference\r\n"));
  EXPECT_THAT(video, HasSubstr("a=recvonly\r\n"));
  EXPECT_THAT(video, Not(HasSubstr("sdes:mid")));
  const auto started = asked<start_media>();
  ASSERT_THAT(started, SizeIs(2));
  EXPECT_EQ(started[1].media.mid, "1");
  EXPECT_EQ(started[1].media.track, "d75039f0-eb00-45ea-9cd3-a1431b8235ec");
  EXPECT_THAT(started[1].media.parameters.encodings, SizeIs(3));
  EXPECT_EQ(started[1].media.parameters.mid, "1");
  EXPECT_TRUE(end_.carries("d75039f0-eb00-45ea-9cd3-a1431b8235ec"));
}

TEST_F(server_end_connection, takes_all_that_firefox_bundles) {
  end_.opened(transport());
  ASSERT_TRUE(take(offer, 1, browser_offer("firefox-data")));
  const auto sdp = unescape_json(end_.recall().at(0).sdp);
  EXPECT_THAT(sdp, HasSubstr("a=group:BUNDLE 0 1 2 3\r\n"));
  EXPECT_THAT(section_of(sdp, 2), HasSubstr("m=video 9 UDP/TLS/RTP/SAVPF 120\r\n"));
  EXPECT_THAT(asked<start_media>(), SizeIs(3)) << "one microphone is Firefox's own";
}

TEST_F(server_end_connection, stops_and_starts_what_another_track_replaces) {
  end_.opened(transport());
  browser_ = browser_offer("chromium-data");
  ASSERT_TRUE(take(offer, 1, browser_));
  end_.take_actions();
  const auto at = browser_.find("a=msid:- ") + 9;
  const auto track = browser_.substr(at, browser_.find("\r\n", at) - at);
  const auto now = replaced(browser_, track, "another");
  ASSERT_TRUE(take(offer, 2, now));
  const auto actions = end_.take_actions();
  ASSERT_THAT(actions, SizeIs(3));
  EXPECT_EQ(std::get<stop_media>(actions[0]).mid, "0");
  EXPECT_EQ(std::get<start_media>(actions[1]).media.track, "another");
  ASSERT_TRUE(take(offer, 3, replaced(now, "a=sendrecv", "a=recvonly")));
  EXPECT_THAT(asked<stop_media>(), SizeIs(2));
  EXPECT_FALSE(end_.carries("another"));
}

TEST_F(server_end_connection, offers_once_for_all_that_was_asked_for) {
  settle("chromium-none");
  end_.take_actions();
  const auto voice = end_.subscribe({"one", media_kind::audio, "PA1", "opus"});
  const auto camera = end_.subscribe({"two", media_kind::video, "PA1", "VP8"});
  ASSERT_TRUE(voice && camera);
  const auto all = asked<say_description>();
  ASSERT_THAT(all, SizeIs(1));
  const auto sdp = unescape_json(all[0].description.sdp);
  EXPECT_EQ(all[0].description.revision, 3U);
  const auto ssrc = std::to_string(camera->encodings.at(0).ssrc);
  const auto rtx = std::to_string(camera->encodings.at(0).rtx_ssrc.value());
  EXPECT_THAT(section_of(sdp, 4), HasSubstr("m=video 9 UDP/TLS/RTP/SAVPF 96 100\r\n"));
  EXPECT_THAT(section_of(sdp, 4),
              HasSubstr("a=sendonly\r\na=msid:PA1 two\r\na=ssrc-group:FID " + ssrc + " " + rtx));
  EXPECT_THAT(section_of(sdp, 4), HasSubstr("a=extmap:5 "));
  EXPECT_THAT(section_of(sdp, 4), HasSubstr("a=setup:actpass"));
  EXPECT_FALSE(end_.settled());
  ASSERT_TRUE(take(answer, 3, from_browser(answering(sdp))));
  EXPECT_THAT(asked<start_subscription>(), SizeIs(2));
  EXPECT_EQ(end_.settled(), 3U);
}

TEST_F(server_end_connection, reuses_a_section_after_it_was_answered_as_inactive) {
  settle("chromium-none");
  ASSERT_TRUE(end_.subscribe({"one", media_kind::audio, "PA1", "opus"}));
  answer_ours();
  end_.unsubscribe("one");
  ASSERT_TRUE(end_.subscribe({"two", media_kind::audio, "PA2", "opus"}));
  answer_ours();
  EXPECT_THAT(section_of(ours_, 3), HasSubstr("a=inactive"));
  EXPECT_THAT(section_of(ours_, 4), HasSubstr("a=msid:PA2 two")) << "the other was not free yet";
  ASSERT_TRUE(end_.subscribe({"three", media_kind::audio, "PA3", "opus"}));
  answer_ours();
  EXPECT_THAT(section_of(ours_, 3), HasSubstr("a=msid:PA3 three"));
  EXPECT_THAT(end_.recall(), IsEmpty());
}

TEST_F(server_end_connection, ignores_a_clients_offer_up_to_its_own) {
  end_.opened(transport());
  browser_ = browser_offer("chromium-none");
  ASSERT_TRUE(take(offer, 1, browser_));
  const auto ours = said();
  ASSERT_EQ(ours.revision, 2U);
  ASSERT_TRUE(take(offer, 2, browser_));
  EXPECT_THAT(end_.take_actions(), IsEmpty());
  EXPECT_EQ(end_.recall().at(1).revision, 2U);
  // One beyond it has answered ours; the answer was lost.
  ASSERT_TRUE(take(offer, 3, browser_ + section_of(from_browser(answering(ours.sdp)), 2)));
  EXPECT_EQ(said().revision, 3U);
  EXPECT_TRUE(end_.has_data());
  EXPECT_EQ(end_.settled(), 3U);
}

TEST_F(server_end_connection, answers_with_no_more_than_was_offered_in_its_own_sections_too) {
  settle("firefox-none");
  ASSERT_TRUE(end_.subscribe({"one", media_kind::video, "PA1", "VP8"}));
  answer_ours();
  auto own = replaced(section_of(ours_, 3), "a=extmap:8 urn:3gpp:video-orientation\r\n", "");
  own = replaced(own, "a=sendonly", "a=recvonly");
  ASSERT_TRUE(take(offer, 4, browser_ + section_of(ours_, 2) + own));
  const auto answered = said();
  EXPECT_EQ(answered.type, answer);
  EXPECT_THAT(section_of(answered.sdp, 3), HasSubstr("a=extmap:5 "));
  EXPECT_THAT(section_of(answered.sdp, 3), Not(HasSubstr("a=extmap:8 ")));
  EXPECT_THAT(section_of(answered.sdp, 3), HasSubstr("a=sendonly\r\na=msid:PA1 one"));
}

TEST_F(server_end_connection, sends_firefox_nothing_that_it_does_not_offer) {
  settle("firefox-none");
  EXPECT_EQ(end_.subscribe({"one", media_kind::video, "PA1", "H264"}).error().code,
            signalling_errc::codec_unsupported);
  EXPECT_EQ(end_.subscribe({"one", media_kind::video, "PA1", "VP9"}).error().code,
            signalling_errc::codec_unsupported);
  const auto parameters = end_.subscribe({"one", media_kind::video, "PA1", "VP8"});
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->encodings.at(0).rtx_ssrc, std::nullopt);
  EXPECT_THROW(static_cast<void>(end_.subscribe({"one", media_kind::video, "PA1", "VP8"})), std::logic_error);
}

TEST_F(server_end_connection, takes_no_extension_whose_id_is_another_of_ours) {
  settle("chromium-none");
  ASSERT_TRUE(end_.subscribe({"one", media_kind::audio, "PA1", "opus"}));
  answer_ours();
  const auto level = [](int id) {
    return "a=extmap:" + std::to_string(id) + " urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n";
  };
  const auto own = section_of(ours_, 2) + replaced(section_of(ours_, 3), "a=sendonly", "a=recvonly");
  ASSERT_TRUE(take(offer, 4, replaced(browser_, level(1), level(5)) + own));
  EXPECT_THAT(section_of(said().sdp, 0), Not(HasSubstr("audio-level")));
  ASSERT_TRUE(take(offer, 5, replaced(browser_, level(1), level(6)) + own));
  EXPECT_THAT(section_of(said().sdp, 0), HasSubstr(level(6)));
}

TEST_F(server_end_connection, lets_a_subscription_wait_for_a_section_when_there_are_too_many) {
  settle("chromium-none");
  const auto most = session_description_limits{}.sections - 3;
  for (std::size_t i = 0; i <= most; ++i)
    ASSERT_TRUE(end_.subscribe({std::to_string(i), media_kind::audio, "PA1", "opus"}));
  answer_ours();
  EXPECT_THAT(asked<start_subscription>(), SizeIs(most));
  EXPECT_TRUE(end_.settled());
  end_.unsubscribe("0");
  answer_ours();
  answer_ours();
  EXPECT_THAT(section_of(ours_, 3), HasSubstr("a=msid:PA1 " + std::to_string(most) + "\r\n"));
  EXPECT_THAT(asked<start_subscription>(), SizeIs(1));
}

TEST_F(server_end_connection, offers_nothing_while_its_offer_is_open) {
  settle("chromium-none");
  ASSERT_TRUE(end_.subscribe({"one", media_kind::audio, "PA1", "opus"}));
  EXPECT_EQ(said().revision, 3U);
  ASSERT_TRUE(end_.subscribe({"two", media_kind::audio, "PA1", "opus"}));
  end_.unsubscribe("one");
  EXPECT_THAT(end_.take_actions(), IsEmpty());
}

TEST_F(server_end_connection, subscribes_to_nothing_before_the_first_offer) {
  EXPECT_EQ(end_.subscribe({"one", media_kind::audio, "PA1", "opus"}).error().code,
            signalling_errc::codec_unsupported);
}

TEST_F(server_end_connection, tells_of_a_subscription_that_the_client_rejects) {
  settle("chromium-none");
  ASSERT_TRUE(end_.subscribe({"one", media_kind::audio, "PA1", "opus"}));
  const auto offered = said();
  const auto at = offered.sdp.rfind("m=audio 9");
  auto sdp = offered.sdp;
  sdp.replace(at, 9, "m=audio 0");
  ASSERT_TRUE(take(answer, 3, from_browser(answering(sdp))));
  const auto failed = asked<fail_subscription>();
  ASSERT_THAT(failed, SizeIs(1));
  EXPECT_EQ(failed[0].id, "one");
  EXPECT_TRUE(end_.settled()) << "it is not offered again";
}

TEST_F(server_end_connection, restarts_ice_before_it_answers) {
  settle("chromium-none");
  end_.take_actions();
  const auto at = browser_.find("a=ice-ufrag:");
  const auto line = browser_.substr(at, browser_.find("\r\n", at) - at);
  const auto now = replaced(browser_, line, "a=ice-ufrag:another") + section_of(ours_, 2);
  ASSERT_TRUE(take(offer, 3, now));
  EXPECT_THAT(end_.take_actions(), ElementsAre(testing::VariantWith<restart_transport>(testing::_)));
  EXPECT_EQ(end_.settled(), std::nullopt);
  end_.restarted({.ufrag = "server2", .password = "p2"});
  const auto answered = said();
  EXPECT_EQ(answered.revision, 3U);
  EXPECT_THAT(answered.sdp, HasSubstr("a=ice-ufrag:server2\r\na=ice-pwd:p2\r\n"));
}

TEST_F(server_end_connection, closes) {
  EXPECT_EQ(take(close, 2, "").value(), far_end::outcome::closed);
  EXPECT_EQ(take(offer, 3, "no SDP").value(), far_end::outcome::closed);
  EXPECT_THAT(end_.recall(), IsEmpty());
}

TEST_F(server_end_connection, refuses_what_breaks_the_rules_and_changes_nothing) {
  settle("chromium-none");
  end_.take_actions();
  const auto data = section_of(ours_, 2);
  const auto refused = [&](const std::string& sdp) {
    const auto taken = take(offer, 3, sdp);
    return !taken && taken.error().code == signalling_errc::description_invalid;
  };
  EXPECT_TRUE(refused("v=0\r\n"));
  EXPECT_TRUE(refused(browser_)) << "without our section";
  EXPECT_TRUE(refused(replaced(browser_, "a=mid:1", "a=mid:9") + data));
  EXPECT_TRUE(refused(replaced(browser_, "m=video", "m=audio") + data));
  EXPECT_TRUE(refused(browser_offer("chromium-both") + data)) << "another certificate";
  EXPECT_EQ(take(offer, 1'000'000'001, browser_ + data).error().code, signalling_errc::description_invalid);
  EXPECT_THAT(end_.take_actions(), IsEmpty());
  EXPECT_EQ(end_.settled(), 2U);
  EXPECT_TRUE(take(offer, 3, browser_ + data));
}

TEST(server_end, asks_for_an_offer) {
  base::counting_random ids;
  server_end end{{}, ids, server_end::beginning::asked};
  const auto actions = end.take_actions();
  ASSERT_THAT(actions, SizeIs(1));
  EXPECT_EQ(std::get<say_description>(actions[0]).description, (description{create_offer, 1, {}}));
  EXPECT_THAT(end.recall(), ElementsAre(description{create_offer, 1, {}}));
  EXPECT_EQ(end.farewell(), (description{close, 2, {}}));
}

TEST(server_end, takes_nothing_of_one_who_only_watches) {
  base::counting_random ids;
  server_end end{{.audio = false, .video = false}, ids};
  end.opened({.ice_ufrag = "s", .ice_password = "p", .candidates = {}, .fingerprint = "0B"});
  ASSERT_TRUE(end.take({offer, 1, escape_json(browser_offer("chromium-both"))}));
  const auto sdp = unescape_json(end.recall().at(0).sdp);
  EXPECT_THAT(section_of(sdp, 0), HasSubstr("a=inactive"));
  EXPECT_THAT(section_of(sdp, 1), HasSubstr("a=inactive"));
  for (const auto& action : end.take_actions()) EXPECT_FALSE(std::holds_alternative<start_media>(action));
}

TEST(server_end, rejects_a_section_of_which_it_takes_no_codec) {
  base::counting_random ids;
  server_end end{{.video_codecs = {"H264"}}, ids};
  end.opened({.ice_ufrag = "s", .ice_password = "p", .candidates = {}, .fingerprint = "0B"});
  ASSERT_TRUE(end.take({offer, 1, escape_json(browser_offer("firefox-none"))}));
  const auto sdp = unescape_json(end.recall().at(0).sdp);
  EXPECT_THAT(section_of(sdp, 1), HasSubstr("m=video 0 UDP/TLS/RTP/SAVPF 120 121 99 123 122\r\n"));
  EXPECT_THAT(sdp, HasSubstr("a=group:BUNDLE 0\r\n"));
}

}  // namespace
}  // namespace flex_video::rooms
