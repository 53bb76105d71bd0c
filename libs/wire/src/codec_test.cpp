#include "flex_video/wire/codec.hpp"

#include "samples.hpp"

#include "flex_video/wire/errc.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace flex_video::wire {
namespace {

const std::string conversation = "CH" + std::string(32, 'a');
const std::string task = "WT" + std::string(32, 'b');
const std::string start_body = R"({"conversationSid":")" + conversation + R"(","taskSid":")" + task + R"("})";

template <class Id>
Id id_of(unsigned char last) {
  std::array<std::byte, Id::size> bytes{};
  bytes.back() = std::byte{last};
  return Id::from_bytes(bytes);
}

struct refused_body {
  std::string body;
  errc code;
  std::string field = {};
};

TEST(codec, reads_a_start) {
  const auto request = from_json<start_session_request>(start_body);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->conversation.text(), conversation);
  EXPECT_EQ(request->task.text(), task);
  EXPECT_FALSE(request->locale);
  EXPECT_FALSE(request->only_existing);
}

TEST(codec, reads_optional_fields_in_any_order_with_white_space) {
  const auto request =
      from_json<start_session_request>(" { \"locale\" : \"en-US\",\n \"taskSid\":\"" + task +
                                       "\", \"conversationSid\": \"" + conversation + "\" } ");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->locale, language_tag{"en-US"});
  const auto existing = from_json<start_session_request>(start_body.substr(0, start_body.size() - 1) +
                                                         R"(,"onlyExisting":true})");
  ASSERT_TRUE(existing);
  EXPECT_EQ(existing->only_existing, true);
}

TEST(codec, reads_escapes) {
  EXPECT_EQ(from_json<redeem_request>(R"({"code":"A\u0042\"\n"})")->code, "AB\"\n");
  EXPECT_EQ(from_json<redeem_request>(R"({"\u0063ode":"x"})")->code, "x");
}

TEST(codec, reads_an_empty_object_where_nothing_is_asked) {
  EXPECT_TRUE(from_json<empty_request>("{}"));
  EXPECT_EQ(from_json<empty_request>(R"({"x":1})").error().code, errc::unknown_field);
}

TEST(codec, refuses_bodies_that_are_no_start) {
  const std::string sids = start_body.substr(1, start_body.size() - 2);
  const refused_body cases[] = {
      {"", errc::malformed_json},
      {"null", errc::malformed_json},
      {"[" + start_body + "]", errc::malformed_json},
      {"\"" + task + "\"", errc::malformed_json},
      {start_body + start_body, errc::malformed_json},
      {start_body.substr(0, start_body.size() - 1), errc::malformed_json},
      {"{" + sids + ",}", errc::malformed_json},
      {"{" + sids + "} // comment", errc::malformed_json},
      {"{" + sids + ",\"locale\":\"\xff\xfe\"}", errc::malformed_json},
      {"{}", errc::missing_field, "conversationSid"},
      {R"({"conversationSid":")" + conversation + "\"}", errc::missing_field, "taskSid"},
      {"{" + sids + R"(,"identity":"Ada"})", errc::unknown_field, "identity"},
      {"{" + sids + R"(,"tasksid":"x"})", errc::unknown_field, "tasksid"},
      {"{" + sids + R"(,"taskSid":")" + task + "\"}", errc::invalid_field, "taskSid"},
      {R"({"conversationSid":")" + task + R"(","taskSid":")" + task + "\"}", errc::invalid_field,
       "conversationSid"},
      {R"({"conversationSid":")" + conversation + R"(","taskSid":7})", errc::invalid_field, "taskSid"},
      {R"({"conversationSid":")" + conversation + R"(","taskSid":["a"]})", errc::invalid_field, "taskSid"},
      {R"({"conversationSid":")" + conversation + R"(","taskSid":{"taskSid":"a"}})", errc::invalid_field,
       "taskSid"},
      {R"({"conversationSid":")" + conversation + R"(","taskSid":null})", errc::invalid_field, "taskSid"},
      {"{" + sids + R"(,"locale":"e"})", errc::invalid_field, "locale"},
      {"{" + sids + R"(,"locale":null})", errc::invalid_field, "locale"},
      {"{" + sids + R"(,"locale":"en US"})", errc::invalid_field, "locale"},
      {"{" + sids + R"(,"locale":")" + std::string(36, 'a') + "\"}", errc::invalid_field, "locale"},
  };
  for (const auto& [body, code, field] : cases) {
    const auto request = from_json<start_session_request>(body);
    ASSERT_FALSE(request) << body;
    EXPECT_EQ(request.error().code, code) << body << request.error().code.message();
    EXPECT_EQ(request.error().detail, field) << body;
  }
}

TEST(codec, reads_words_of_a_list_and_numbers) {
  const auto invite = from_json<issue_invite_request>(R"({"role":"relative","expiresInSeconds":3600})");
  ASSERT_TRUE(invite);
  EXPECT_EQ(invite->role, guest_role::relative);
  EXPECT_EQ(invite->expires_in_seconds, 3600u);
  EXPECT_FALSE(from_json<issue_invite_request>(R"({"role":"customer"})")->expires_in_seconds);
  EXPECT_EQ(from_json<recording_request>(R"({"action":"pause"})")->action, recording_action::pause);
  EXPECT_EQ(from_json<page_signal_request>(R"({"kind":"quality","value":4294967295})")->value, 4294967295u);
  EXPECT_EQ(from_json<page_signal_request>(R"({"kind":"quality","value":0})")->value, 0u);
}

TEST(codec, refuses_other_words_and_whatever_is_no_whole_number) {
  for (const auto* role : {"\"agent\"", "\"Customer\"", "\"\"", "1", "null", "[]"}) {
    const auto refused = from_json<issue_invite_request>(std::string{R"({"role":)"} + role + "}");
    ASSERT_FALSE(refused) << role;
    EXPECT_EQ(refused.error().code, errc::invalid_field) << role;
    EXPECT_EQ(refused.error().detail, "role");
  }
  for (const auto* value : {"\"5\"", "-1", "1.0", "1e2", "0.5", "4294967296", "18446744073709551616", "true",
                            "null", "[1]", "{\"value\":1}"}) {
    const auto refused =
        from_json<page_signal_request>(std::string{R"({"kind":"opened","value":)"} + value + "}");
    ASSERT_FALSE(refused) << value;
    EXPECT_EQ(refused.error().code, errc::invalid_field) << value;
    EXPECT_EQ(refused.error().detail, "value");
  }
  for (const auto* value : {"01", "+1", ".5", "1.", "0x1", "NaN", "truely"}) {
    const auto refused =
        from_json<page_signal_request>(std::string{R"({"kind":"opened","value":)"} + value + "}");
    EXPECT_EQ(refused.error().code, errc::malformed_json) << value;
  }
}

TEST(codec, refuses_more_than_the_largest_body) {
  const auto of_size = [](std::size_t size) { return R"({"code":")" + std::string(size - 11, 'x') + "\"}"; };
  EXPECT_TRUE(from_json<redeem_request>(of_size(largest_body)));
  EXPECT_EQ(from_json<redeem_request>(of_size(largest_body + 1)).error().code, errc::body_too_large);
}

TEST(codec, refuses_deeper_nesting_than_the_deepest_body) {
  const auto of_depth = [](std::size_t depth) {
    return R"({"x":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}";
  };
  EXPECT_EQ(from_json<redeem_request>(of_depth(deepest_body)).error().code, errc::unknown_field);
  EXPECT_EQ(from_json<redeem_request>(of_depth(deepest_body + 1)).error().code, errc::malformed_json);
}

TEST(codec, refuses_more_members_than_any_request_has) {
  std::string body = "{";
  for (int i = 0; i < 65; ++i) body += "\"f" + std::to_string(i) + "\":1,";
  body.back() = '}';
  EXPECT_EQ(from_json<redeem_request>(body).error().code, errc::malformed_json);
}

session some_session() {
  return {.id = id_of<core::session_id>(1),
          .state = core::session_state::open,
          .conversation = *core::conversation_sid::parse(conversation),
          .task = *core::task_sid::parse(task),
          .room = *core::room_sid::parse("RM" + std::string(32, 'c')),
          .room_name = "Room-" + task,
          .agent_name = "Ada Agent",
          .customer_name = "Cus Tomer",
          .opened_at = base::time_point{std::chrono::seconds{1'795'366'800}},
          .live_at = std::nullopt,
          .recording = core::recording_state::off,
          .ended_at = std::nullopt,
          .end_reason = std::nullopt,
          .supervisor = std::nullopt};
}

TEST(codec, writes_a_session_without_what_has_not_happened) {
  const auto written = boost::json::parse(to_json(session_answer{some_session()})).at("session");
  EXPECT_EQ(written, (boost::json::value{{"id", "AAAAAAAAAAAAAAAAAAAAAQ"},
                                         {"state", "open"},
                                         {"conversationSid", conversation},
                                         {"taskSid", task},
                                         {"roomSid", "RM" + std::string(32, 'c')},
                                         {"roomName", "Room-" + task},
                                         {"agentName", "Ada Agent"},
                                         {"customerName", "Cus Tomer"},
                                         {"recording", "off"},
                                         {"openedAt", "2026-11-22T17:00:00.000Z"}}));
}

TEST(codec, writes_how_a_session_ended) {
  auto ended = some_session();
  ended.state = core::session_state::ended;
  ended.ended_at = ended.opened_at + std::chrono::milliseconds{1};
  ended.end_reason = core::end_reason::agent_ended;
  const auto written = boost::json::parse(to_json(session_answer{ended})).at("session");
  EXPECT_EQ(written.at("state"), "ended");
  EXPECT_EQ(written.at("endedAt"), "2026-11-22T17:00:00.001Z");
  EXPECT_EQ(written.at("endReason"), "agent_ended");
}

TEST(codec, writes_lists_numbers_and_flags) {
  const visit visit{.id = id_of<core::visit_id>(1),
                    .state = core::visit_state::in_room,
                    .role = core::invite_role::customer,
                    .opened_at = some_session().opened_at,
                    .consent = std::nullopt};
  const invite invite{.id = 2,
                      .role = core::invite_role::interpreter,
                      .expires_at = some_session().opened_at,
                      .revoked = true};
  const session_status status{some_session(), {visit, visit}, {invite}, to_wire(core::policy{})};
  const auto written = boost::json::parse(to_json(status));
  EXPECT_EQ(written.at("visits").as_array().size(), 2u);
  EXPECT_EQ(written.at("visits").at(0), (boost::json::value{{"id", visit.id.str()},
                                                            {"state", "in_room"},
                                                            {"role", "customer"},
                                                            {"openedAt", "2026-11-22T17:00:00.000Z"}}));
  EXPECT_EQ(
      written.at("invites").at(0),
      (boost::json::value{
          {"id", 2}, {"role", "interpreter"}, {"expiresAt", "2026-11-22T17:00:00.000Z"}, {"revoked", true}}));
  EXPECT_EQ(written.at("policy"), (boost::json::value{{"maxParticipants", 4},
                                                      {"lobby", "second_device"},
                                                      {"longestCallSeconds", 14400},
                                                      {"recordingAllowed", false},
                                                      {"supervisorJoin", "off"},
                                                      {"supervisorAnnounced", true}}));
  EXPECT_EQ(
      boost::json::parse(to_json(session_status{some_session(), {}, {}, {}})).at("visits").as_array().size(),
      0u);
}

TEST(codec, writes_text_so_that_it_comes_back_and_can_stand_in_html) {
  const std::string text = "</script> \"q\" \\ \n\t\x01 Zoë";
  const auto written = to_json(tokens_refusal{text});
  EXPECT_EQ(written.find('<'), std::string::npos);
  EXPECT_EQ(std::string_view{boost::json::parse(written).at("error").as_string()}, text);
}

TEST(codec, writes_the_arrival_as_the_page_reads_it) {
  EXPECT_EQ(to_json(arrival{page_role::customer, arrival_state::open}),
            R"({"role":"customer","state":"open"})");
  EXPECT_EQ(to_json(arrival{page_role::agent, arrival_state::session_ended, id_of<core::session_id>(1)}),
            R"({"role":"agent","session":"AAAAAAAAAAAAAAAAAAAAAQ","state":"session_ended"})");
  EXPECT_EQ(to_json(arrival{page_role::agent, arrival_state::open, std::nullopt,
                            std::vector<std::string>{"https://a.example", "https://b.example"}}),
            R"({"role":"agent","state":"open","flexOrigins":["https://a.example","https://b.example"]})");
  EXPECT_EQ(to_json(arrival{.role = page_role::customer,
                            .state = arrival_state::open,
                            .agent_name = "Ada",
                            .locale = language_tag{"pt-BR"}}),
            R"({"role":"customer","state":"open","agentName":"Ada","locale":"pt-BR"})");
  EXPECT_EQ(to_json(arrival{.role = page_role::supervisor, .state = arrival_state::open, .view_only = true}),
            R"({"role":"supervisor","state":"open","viewOnly":true})");
}

TEST(codec, tells_of_a_supervisor_who_is_there_and_whom_it_concerns) {
  auto record = core::samples::record();
  const auto told = [&](bool announced, bool supervises) {
    const core::policy policy{.supervisor_announced = announced};
    const auto of_status = to_wire(record, policy, supervises).session.supervisor;
    EXPECT_EQ(to_wire(core::samples::event(), record, policy, supervises).session.supervisor, of_status);
    return of_status;
  };
  EXPECT_EQ(told(true, true), std::nullopt) << "there is none";
  record.session.supervisor = {.worker = core::samples::ben, .name = "Sue"};
  EXPECT_EQ(told(true, true), std::nullopt) << "let in, but not there";
  record.session.supervisor->in_room = true;
  EXPECT_EQ(told(true, false), "Sue");
  EXPECT_EQ(told(false, true), "Sue");
  EXPECT_EQ(told(false, false), std::nullopt);
  EXPECT_EQ(to_wire(record.session).supervisor, std::nullopt);
}

}  // namespace
}  // namespace flex_video::wire
