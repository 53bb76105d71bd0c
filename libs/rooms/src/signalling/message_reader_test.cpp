#include "signalling/message_reader.hpp"

#include "signalling/signalling_errc.hpp"

#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

base::result<client_message> read(std::string_view text, const limits& limits = {}) {
  json_document document;
  return read_message(document.read(text).value(), limits);
}

constexpr std::string_view whole_connect = R"({"type":"connect","version":2,"name":"r1","token":"T",
  "format":"unified","ice_servers":"acquire",
  "participant":{"revision":3,"tracks":[{"enabled":true,"id":"t1","kind":"audio","name":"mic","priority":"high"}],
                 "media_warnings":["recordings"]},
  "peer_connections":[{"id":"p1","description":{"type":"offer","revision":1,"sdp":"v=0"}}],
  "subscribe":{"rules":[{"type":"include","all":true}],"revision":1},"media_signaling":{}})";

TEST(message_reader, reads_a_connect) {
  const auto message = read(whole_connect);
  ASSERT_TRUE(message);
  const auto& connect = std::get<connect_request>(*message);
  EXPECT_EQ(connect.token.reveal(), "T");
  EXPECT_EQ(connect.room, "r1");
  ASSERT_EQ(connect.participant.tracks.size(), 1u);
  EXPECT_EQ(connect.participant.revision, 3u);
  EXPECT_EQ(connect.participant.tracks[0].kind, track_kind::audio);
  EXPECT_EQ(connect.participant.tracks[0].priority, track_priority::high);
  ASSERT_TRUE(connect.initial);
  EXPECT_EQ(connect.initial->description, (description{description_type::offer, 1, "v=0"}));
}

TEST(message_reader, reads_a_connect_without_a_name_or_a_connection) {
  const auto message =
      read(R"({"type":"connect","token":"T","name":null,"participant":{"revision":1,"tracks":[]}})");
  ASSERT_TRUE(message);
  EXPECT_FALSE(std::get<connect_request>(*message).room);
  EXPECT_FALSE(std::get<connect_request>(*message).initial);
}

/// A connect with that member besides.
std::string connect_with(std::string_view member) {
  return R"({"type":"connect","token":"T","participant":{"revision":1,"tracks":[]},)" + std::string{member} +
         "}";
}

TEST(message_reader, reads_what_a_connect_wishes_of_a_group_room) {
  const auto message = read(connect_with(
      R"("subscribe":{"rules":[{"type":"exclude","all":true},{"type":"include","publisher":"ann","kind":"video",
      "track":"t","priority":"low"}],"revision":1},"bandwidth_profile":{"video":{"active_speaker_priority":"high",
      "max_subscription_bandwidth":9007199254740991,"max_tracks":3,"mode":"grid","track_switch_off":"detected",
      "render_dimensions":{"low":{"width":1,"height":1}}}},
      "media_signaling":{"track_priority":{"transports":[{"type":"pigeon"},{"type":"data-channel"}]},
      "render_hints":{"transports":[{"type":"pigeon"}]},"active_speaker":{"transports":[{"type":"data-channel"}]},
      "telepathy":7})"));
  ASSERT_TRUE(message) << message.error().detail;
  const auto& connect = std::get<connect_request>(*message);
  EXPECT_EQ(connect.wishes.subscribe_rules, (std::vector<track_rule>{{.include = false},
                                                                     {.include = true,
                                                                      .publisher = "ann",
                                                                      .track = "t",
                                                                      .kind = track_kind::video,
                                                                      .priority = track_priority::low}}));
  EXPECT_EQ(connect.wishes.bandwidth_profile,
            (bandwidth_profile{.active_speaker_priority = track_priority::high,
                               .max_tracks = 3,
                               .max_subscription_bandwidth = 9007199254740991,
                               .track_switch_off = switch_off_mode::detected}));
  EXPECT_EQ(connect.wishes.media_signaling,
            (std::vector{media_channel::active_speaker, media_channel::track_priority}));
}

TEST(message_reader, subscribes_to_everything_unless_told_otherwise) {
  const auto rules = [](std::string_view member) {
    return std::get<connect_request>(read(connect_with(member)).value()).wishes.subscribe_rules;
  };
  EXPECT_EQ(rules(R"("subscribe":null)"), std::vector{track_rule{.include = true}});
  EXPECT_TRUE(rules(R"("subscribe":{"rules":[]})").empty());
}

TEST(message_reader, refuses_impossible_wishes_of_a_group_room) {
  for (const std::string_view member :
       {R"("subscribe":7)",
        R"("subscribe":{"rules":7})",
        R"("subscribe":{"rules":[7]})",
        R"("subscribe":{"rules":[{"all":true}]})",
        R"("subscribe":{"rules":[{"type":"both","all":true}]})",
        R"("subscribe":{"rules":[{"type":"include"}]})",
        R"("subscribe":{"rules":[{"type":"include","all":true,"kind":"audio"}]})",
        R"("subscribe":{"rules":[{"type":"include","kind":"smell"}]})",
        R"("subscribe":{"rules":[{"type":"include","publisher":7}]})",
        R"("bandwidth_profile":7)",
        R"("bandwidth_profile":{"video":7})",
        R"("bandwidth_profile":{"video":{"max_tracks":-1}})",
        R"("bandwidth_profile":{"video":{"max_tracks":1.5}})",
        R"("bandwidth_profile":{"video":{"max_subscription_bandwidth":"1"}})",
        R"("bandwidth_profile":{"video":{"active_speaker_priority":"top"}})",
        R"("bandwidth_profile":{"video":{"track_switch_off":"perhaps"}})",
        R"("media_signaling":7)",
        R"("media_signaling":{"render_hints":7})",
        R"("media_signaling":{"render_hints":{"transports":7}})",
        R"("media_signaling":{"render_hints":{"transports":[{}]}})"}) {
    const auto message = read(connect_with(member));
    ASSERT_FALSE(message) << member;
    EXPECT_EQ(message.error().code, signalling_errc::message_invalid) << member;
  }
}

TEST(message_reader, refuses_more_rules_than_its_limit) {
  limits narrow;
  narrow.subscribe_rules = 1;
  const std::string rule = R"({"type":"include","all":true})";
  EXPECT_TRUE(read(connect_with(R"("subscribe":{"rules":[)" + rule + "]}"), narrow));
  EXPECT_FALSE(read(connect_with(R"("subscribe":{"rules":[)" + rule + "," + rule + "]}"), narrow));
}

TEST(message_reader, reads_an_ice_request_of_a_preflight_without_a_version) {
  const auto message = read(R"({"type":"ice","edge":"roaming","token":"T","preflight":true})");
  ASSERT_TRUE(message);
  EXPECT_EQ(std::get<ice_request>(*message).token.reveal(), "T");
}

TEST(message_reader, reads_candidates) {
  const auto message =
      read(R"({"type":"update","session":"S","peer_connections":[{"id":"p1","ice":{"ufrag":"uf",
    "revision":2,"complete":true,"candidates":[{"candidate":"candidate:1","sdpMid":"0","sdpMLineIndex":0,
    "usernameFragment":"uf"},{"candidate":"candidate:2","sdpMid":null}]}}]})");
  ASSERT_TRUE(message);
  const auto& ice = std::get<update_request>(*message).peer_connections[0].ice;
  ASSERT_TRUE(ice && ice->candidates.size() == 2);
  EXPECT_TRUE(ice->complete);
  EXPECT_EQ(ice->candidates[0], (ice_candidate{"candidate:1", "0", 0, "uf"}));
  EXPECT_EQ(ice->candidates[1], (ice_candidate{"candidate:2", {}, {}, {}}));
}

TEST(message_reader, leaves_descriptions_and_candidates_in_their_spelling) {
  const auto message =
      read(R"({"type":"update","session":"\u0053","peer_connections":[{"id":"p\u0031","description":
    {"type":"offer","revision":1,"sdp":"v=0\r\n\u0000"},"ice":{"ufrag":"u\/f","revision":1,"candidates":[
    {"candidate":"c\/\"","sdpMid":"\u0030"}]}}]})");
  ASSERT_TRUE(message);
  const auto& update = std::get<update_request>(*message);
  EXPECT_EQ(update.session.reveal(), "S");
  const auto& state = update.peer_connections.at(0);
  EXPECT_EQ(state.id, "p1");
  EXPECT_EQ(state.description->sdp, R"(v=0\r\n\u0000)");
  EXPECT_EQ(state.ice->ufrag, "u/f");
  EXPECT_EQ(state.ice->candidates.at(0), (ice_candidate{R"(c\/\")", "0", {}, {}}));
}

TEST(message_reader, reads_no_tracks_that_are_known) {
  json_document document;
  const auto body = document.read(R"({"type":"update","session":"S","participant":{"revision":3,"tracks":[
    {"id":"a","kind":"data","name":"n","enabled":true}]}})");
  const auto tracks = [&](std::optional<std::uint32_t> known_revision) {
    return std::get<update_request>(*read_message(*body, {}, known_revision)).participant->tracks.size();
  };
  EXPECT_EQ(tracks(std::nullopt), 1u);
  EXPECT_EQ(tracks(2), 1u);
  EXPECT_EQ(tracks(3), 0u);
}

TEST(message_reader, reads_the_rest_of_the_types) {
  EXPECT_TRUE(std::holds_alternative<sync_request>(
      *read(R"({"type":"sync","session":"S","token":"T","participant":{"revision":1,"tracks":[]}})")));
  EXPECT_TRUE(std::holds_alternative<disconnect_request>(*read(R"({"type":"disconnect","session":null})")));
  EXPECT_TRUE(std::holds_alternative<unknown_request>(*read(R"({"type":"from the future"})")));
}

TEST(message_reader, refuses_members_of_another_type) {
  for (
      const std::string_view text :
      {R"([])",
       R"({})",
       R"({"type":7})",
       R"({"type":"ice"})",
       R"({"type":"ice","token":7})",
       R"({"type":"connect","token":"T"})",
       R"({"type":"connect","token":"T","participant":7})",
       R"({"type":"connect","token":"T","participant":{"tracks":[]}})",
       R"({"type":"connect","token":"T","participant":{"revision":-1,"tracks":[]}})",
       R"({"type":"connect","token":"T","participant":{"revision":1.5,"tracks":[]}})",
       R"({"type":"connect","token":"T","participant":{"revision":99999999999,"tracks":[]}})",
       R"({"type":"connect","token":"T","participant":{"revision":1,"tracks":{}}})",
       R"({"type":"connect","token":"T","participant":{"revision":1,"tracks":[7]}})",
       R"({"type":"connect","token":"T","name":7,"participant":{"revision":1,"tracks":[]}})",
       R"({"type":"update","session":""})",
       R"({"type":"update","session":null})",
       R"({"type":"update","session":"S","peer_connections":[{}]})",
       R"({"type":"update","session":"S","peer_connections":[{"id":"p","description":7}]})",
       R"({"type":"update","session":"S","peer_connections":[{"id":"p","description":{"type":"offer","revision":1}}]})",
       R"({"type":"update","session":"S","peer_connections":[{"id":"p","description":{"type":"create-offer","revision":1,"sdp":""}}]})",
       R"({"type":"update","session":"S","peer_connections":[{"id":"p","ice":{"revision":1}}]})",
       R"({"type":"update","session":"S","peer_connections":[{"id":"p","ice":{"ufrag":"u","revision":1,"candidates":[{}]}}]})",
       R"({"type":"update","session":"S","peer_connections":[{"id":"p","ice":{"ufrag":"u","revision":1,"complete":1}}]})"}) {
    const auto message = read(text);
    ASSERT_FALSE(message) << text;
    EXPECT_EQ(message.error().code, signalling_errc::message_invalid) << text;
  }
}

TEST(message_reader, refuses_an_impossible_track) {
  const auto with = [](std::string_view track) {
    return R"({"type":"connect","token":"T","participant":{"revision":1,"tracks":[)" + std::string{track} +
           "]}}";
  };
  EXPECT_TRUE(read(with(R"({"id":"a","kind":"data","name":"n","enabled":true})")));
  EXPECT_FALSE(read(with(R"({"id":"","kind":"data","name":"n","enabled":true})")));
  EXPECT_FALSE(read(with(R"({"id":"a","kind":"smell","name":"n","enabled":true})")));
  EXPECT_FALSE(read(with(R"({"id":"a","kind":"data","name":"n","enabled":1})")));
  EXPECT_FALSE(read(with(R"({"id":"a","kind":"data","name":"n","enabled":true,"priority":"top"})")));
  const std::string twice = R"({"id":"a","kind":"data","name":"n","enabled":true})";
  EXPECT_FALSE(read(with(twice + "," + twice)));
}

TEST(message_reader, refuses_a_connect_with_anything_but_one_offer) {
  const auto with = [](std::string_view states) {
    return R"({"type":"connect","token":"T","participant":{"revision":1,"tracks":[]},"peer_connections":[)" +
           std::string{states} + "]}";
  };
  const std::string offer = R"({"id":"p","description":{"type":"offer","revision":1,"sdp":"v=0"}})";
  EXPECT_TRUE(read(with(offer)));
  EXPECT_FALSE(read(with(offer + "," + offer)));
  EXPECT_FALSE(read(with(R"({"id":"p"})")));
  EXPECT_FALSE(read(with(R"({"id":"p","description":{"type":"answer","revision":1,"sdp":"v=0"}})")));
}

TEST(message_reader, names_the_member_at_fault) {
  const auto message = read(R"({"type":"update","session":"S","participant":{"revision":"1","tracks":[]}})");
  ASSERT_FALSE(message);
  EXPECT_EQ(message.error().detail, "revision");
}

TEST(message_reader, refuses_more_than_its_limits) {
  limits narrow;
  narrow.listed_tracks = 1;
  narrow.candidates = 1;
  narrow.candidate_bytes = 4;
  narrow.peer_connections = 1;
  narrow.identifier_bytes = 12;
  const auto fits = [&](std::string_view text) { return read(text, narrow).has_value(); };
  EXPECT_TRUE(fits(R"({"type":"update","session":"123456789012"})"));
  EXPECT_FALSE(fits(R"({"type":"update","session":"1234567890123"})"));
  EXPECT_FALSE(fits(R"({"type":"update","session":"S","peer_connections":[{"id":"p"},{"id":"q"}]})"));
  const auto ice = [](std::string_view list) {
    return R"({"type":"update","session":"S","peer_connections":[{"id":"p","ice":{"ufrag":"u","revision":1,"candidates":[)" +
           std::string{list} + "]}}]}";
  };
  EXPECT_TRUE(fits(ice(R"({"candidate":"abcd"})")));
  EXPECT_FALSE(fits(ice(R"({"candidate":"abcde"})")));
  EXPECT_FALSE(fits(ice(R"({"candidate":"a"},{"candidate":"b"})")));
  EXPECT_FALSE(fits(R"({"type":"update","session":"S","participant":{"revision":1,"tracks":[
    {"id":"a","kind":"data","name":"1","enabled":true},{"id":"b","kind":"data","name":"2","enabled":true}]}})"));
}

TEST(message_reader, keeps_of_a_huge_name_only_enough_to_refuse_it) {
  const auto message = read(R"({"type":"connect","token":"T","participant":{"revision":1,"tracks":[
    {"id":"a","kind":"data","enabled":true,"name":")" +
                            std::string(100'000, 'x') + R"("}]}})");
  ASSERT_TRUE(message);
  const auto size = std::get<connect_request>(*message).participant.tracks[0].name.size();
  EXPECT_GT(size, limits{}.name_characters);
  EXPECT_LT(size, 1'000u);
}

}  // namespace
}  // namespace flex_video::rooms
