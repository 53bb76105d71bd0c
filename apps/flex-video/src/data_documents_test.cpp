#include "data_documents.hpp"

#include "samples.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

namespace json = boost::json;
namespace samples = core::samples;

const core::data_subject whose{.conversations = {samples::conversation},
                               .sessions = {samples::id<core::session_id>(7)}};

/// A session with a row of each kind, every field of which is set.
core::kept_session full() {
  core::kept_session kept{
      .record = samples::record(), .events = {samples::event()}, .stills = {samples::still().about}};
  auto& session = kept.record.session;
  session.customer_name = "Zo\xc3\xab \"Quote\"";
  session.state = core::session_state::ended;
  session.live_at = session.ended_at = samples::noon;
  session.end_reason = core::end_reason::agent_ended;
  session.agent_seen = core::sighting{.at = samples::noon};
  session.supervisor = core::supervisor_place{.worker = samples::ben, .name = "Sue"};
  kept.record.visits = {samples::visit()};
  kept.record.visits[0].consent = "2026-11-24";
  kept.events[0].kind = core::event_kind::call_rated;
  kept.events[0].detail = "4 fine\nthanks";
  kept.events[0].visit = samples::visit().id;
  kept.events[0].number = 12;
  kept.stills[0].type = core::image_type::png;
  return kept;
}

rooms::kept_recording recorded() {
  return {.sid = "RT" + std::string(32, '1'),
          .room = samples::room.str(),
          .room_name = "a room",
          .identity = "customer:1",
          .kind = "video",
          .codec = "VP8",
          .status = "completed",
          .created = samples::noon,
          .duration = std::chrono::milliseconds{1'500},
          .file = "RT" + std::string(32, '1') + ".mkv"};
}

rooms::kept_composition composed() {
  const auto sid = "CJ" + std::string(32, '1');
  return {.sid = sid,
          .room = samples::room.str(),
          .room_name = "a room",
          .recorded_from = samples::noon,
          .status = "completed",
          .created = samples::noon,
          .duration = std::chrono::milliseconds{1'500},
          .file = "compositions/" + sid + ".webm"};
}

std::string_view text_at(const json::value& in, const char* pointer) {
  const auto& found = in.at_pointer(pointer).as_string();
  return {found.data(), found.size()};
}

TEST(export_document, tells_all_that_is_kept) {
  const auto document = export_document(whose, {full()}, {recorded()}, {composed()}, samples::noon);
  EXPECT_TRUE(document.ends_with("}\n"));
  const auto read = json::parse(document);
  EXPECT_EQ(text_at(read, "/document"), "flex-video export");
  EXPECT_EQ(text_at(read, "/exportedAt"), "2027-01-15T08:00:00.000Z");
  EXPECT_EQ(text_at(read, "/subject/conversations/0"), samples::conversation.text());
  EXPECT_EQ(text_at(read, "/subject/sessions/0"), samples::id<core::session_id>(7).str());
  EXPECT_EQ(text_at(read, "/sessions/0/customerName"), "Zo\xc3\xab \"Quote\"");
  EXPECT_EQ(text_at(read, "/sessions/0/agentName"), "Ada Agent");
  EXPECT_EQ(text_at(read, "/sessions/0/endReason"), "agent_ended");
  EXPECT_EQ(text_at(read, "/sessions/0/supervisor/name"), "Sue");
  EXPECT_EQ(text_at(read, "/sessions/0/visits/0/consentVersion"), "2026-11-24");
  EXPECT_EQ(text_at(read, "/sessions/0/invites/0/role"), "customer");
  EXPECT_EQ(text_at(read, "/sessions/0/events/0/kind"), "call_rated");
  EXPECT_EQ(text_at(read, "/sessions/0/events/0/detail"), "4 fine\nthanks");
  EXPECT_EQ(read.at_pointer("/sessions/0/events/0/number").to_number<unsigned>(), 12u);
  EXPECT_EQ(text_at(read, "/sessions/0/stills/0/file"), file_name_of(full().stills[0]));
  EXPECT_EQ(text_at(read, "/recordings/0/file"), recorded().file);
  EXPECT_EQ(text_at(read, "/recordings/0/publisher"), "customer:1");
  EXPECT_EQ(text_at(read, "/compositions/0/sid"), composed().sid);
  EXPECT_EQ(text_at(read, "/compositions/0/file"), composed().sid + ".webm") << "beside the document";
  EXPECT_GT(read.at_pointer("/notes").as_array().size(), 0u);
}

TEST(export_document, tells_what_is_not_there_as_null) {
  core::kept_session bare{
      .record = {.session = samples::session(), .visits = {samples::visit()}, .invites = {}},
      .events = {},
      .stills = {}};
  const auto read = json::parse(export_document(whose, {bare}, {}, {}, samples::noon));
  for (const auto* pointer :
       {"/sessions/0/liveAt", "/sessions/0/endedAt", "/sessions/0/endReason", "/sessions/0/supervisor",
        "/sessions/0/visits/0/lastSeenAt", "/sessions/0/visits/0/consentVersion"})
    EXPECT_TRUE(read.at_pointer(pointer).is_null()) << pointer;
  EXPECT_EQ(json::parse(export_document(whose, {}, {}, {}, samples::noon))
                .at_pointer("/sessions")
                .as_array()
                .size(),
            0u);
}

TEST(export_document, leaves_out_what_admits) {
  auto kept = full();
  kept.record.visits[0].device = samples::id<core::device_id>(0xd1);
  EXPECT_THAT(export_document(whose, {kept}, {}, {}, samples::noon),
              testing::Not(testing::HasSubstr(kept.record.visits[0].device->str())));
}

TEST(export_document, names_pictures_by_what_they_are) {
  auto still = samples::still().about;
  EXPECT_EQ(file_name_of(still), "still-" + still.id.str() + ".jpg");
  still.type = core::image_type::png;
  EXPECT_EQ(file_name_of(still), "still-" + still.id.str() + ".png");
}

TEST(erasure_receipt, tells_who_what_and_when) {
  core::erasure made{.sessions = {samples::session().id}, .rows = {}};
  made.rows[core::kept_row::session] = 1;
  made.rows[core::kept_row::event] = 9;
  const auto receipt = erasure_receipt(whose, made, {recorded()}, {composed()}, samples::noon);
  const auto read = json::parse(receipt);
  EXPECT_EQ(text_at(read, "/erasedAt"), "2027-01-15T08:00:00.000Z");
  EXPECT_EQ(text_at(read, "/subject/conversations/0"), samples::conversation.text());
  EXPECT_EQ(text_at(read, "/erasedSessions/0"), samples::session().id.str());
  EXPECT_EQ(read.at_pointer("/erasedRows/session").to_number<unsigned>(), 1u);
  EXPECT_EQ(read.at_pointer("/erasedRows/event").to_number<unsigned>(), 9u);
  EXPECT_EQ(read.at_pointer("/erasedRows").as_object().size(), 7u);
  EXPECT_EQ(text_at(read, "/erasedRecordings/0"), recorded().sid);
  EXPECT_TRUE(receipt.ends_with("}\n"));
}

TEST(erasure_receipt, has_a_digest_that_any_change_changes) {
  const auto receipt = erasure_receipt(whose, {}, {}, {}, samples::noon);
  EXPECT_EQ(receipt_digest(receipt), receipt_digest(erasure_receipt(whose, {}, {}, {}, samples::noon)));
  EXPECT_NE(receipt_digest(receipt), receipt_digest(receipt + " "));
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(receipt_digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace flex_video::app
