#include "twilsock/connection.hpp"

#include "conversations/conversation_json.hpp"
#include "test_parts.hpp"

#include <gtest/gtest.h>

namespace flex_video::sandbox {
namespace {

class twilsock_connection_test : public testing::Test {
 protected:
  struct received {
    json::object header;
    json::value payload;
  };
  std::vector<received> send(json::object header, std::string payload = {}) {
    auto out = line.on_packet(encode_packet({std::move(header), std::move(payload)}));
    closed = out.close;
    std::vector<received> all;
    for (const auto& bytes : out.packets) all.push_back(parse(bytes));
    return all;
  }
  static received parse(const std::string& bytes) {
    auto decoded = decode_packet(bytes).value();
    return {decoded.header, decoded.payload.empty() ? json::value{} : *read_json(decoded.payload)};
  }
  std::vector<received> init(std::string_view token) {
    return send({{"method", "init"},
                 {"id", "TM1"},
                 {"token", token},
                 {"registrations", {{{"product", "ip_messaging"}, {"type", "binding"}}}}});
  }
  std::vector<received> message(std::string_view method, std::string_view host, std::string_view path,
                                std::string body = {}) {
    return send({{"method", "message"},
                 {"id", "TM2"},
                 {"http_request", {{"host", host}, {"path", path}, {"method", method}}}},
                std::move(body));
  }
  std::vector<received> subscribe(std::string_view sid, json::value last_event = nullptr,
                                  std::string_view action = "establish") {
    const json::object wanted{{"object_sid", sid}, {"object_type", "list"}, {"last_event_id", last_event}};
    const json::object body{{"action", action}, {"correlation_id", 77}, {"requests", json::array{wanted}}};
    return message("POST", "cds.us1.twilio.com", "/v4/Subscriptions", json::serialize(body));
  }

  test_parts test;
  twilsock_connection line{test.parts.twilsock};
  bool closed = false;
};

TEST_F(twilsock_connection_test, logs_in_with_a_flex_token) {
  const auto replies = init(test.token("ada"));
  ASSERT_EQ(replies.size(), 1u);
  EXPECT_EQ(replies[0].header.at("id"), "TM1");
  EXPECT_EQ(replies[0].header.at("status").at("code"), 200);
  EXPECT_EQ(replies[0].header.at("init_registrations").at(0).at("product"), "ip_messaging");
  EXPECT_FALSE(closed);
}

TEST_F(twilsock_connection_test, refuses_forged_and_expired_tokens_apart) {
  EXPECT_EQ(init("nonsense")[0].header.at("status").at("errorCode"), 51206);
  EXPECT_TRUE(closed);
  const auto expired = *test.parts.logins.issue("ada", std::chrono::seconds{-1});
  const auto reply = init(expired)[0];
  EXPECT_EQ(reply.header.at("status").at("code"), 401);
  EXPECT_EQ(reply.header.at("status").at("errorCode"), 51207);
}

TEST_F(twilsock_connection_test, hangs_up_on_who_has_not_logged_in) {
  EXPECT_TRUE(message("GET", "aim.us1.twilio.com", "/Client/v2/Configuration").empty());
  EXPECT_TRUE(closed);
}

TEST_F(twilsock_connection_test, hangs_up_on_malformed_packets) {
  init(test.token("ada"));
  EXPECT_TRUE(line.on_packet("garbage").close);
  EXPECT_TRUE(line.on_packet("TWILSOCK V3.0 2\r\n{}").close);
  send({{"method", "message"}, {"id", "TM2"}});
  EXPECT_TRUE(closed) << "a message without a request";
}

TEST_F(twilsock_connection_test, passes_requests_on_as_its_user) {
  init(test.token("ben"));
  const auto replies = message("GET", "aim.us1.twilio.com", "/Client/v2/Configuration");
  ASSERT_EQ(replies.size(), 1u);
  EXPECT_EQ(replies[0].header.at("http_status").at("code"), 200);
  EXPECT_EQ(replies[0].payload.at("identity"), "ben");
}

TEST_F(twilsock_connection_test, passes_refusals_back) {
  init(test.token("ada"));
  const auto replies = message("GET", "cds.us1.twilio.com", "/v3/Maps/nothing");
  EXPECT_EQ(replies[0].header.at("status").at("code"), 200) << "the transport worked";
  EXPECT_EQ(replies[0].header.at("http_status").at("code"), 404);
}

TEST_F(twilsock_connection_test, reads_parameters_from_the_path_and_beside_it) {
  auto& list = test.parts.objects.open(object_kind::list, "l");
  for (int i = 0; i < 3; ++i) test.parts.objects.put(list, std::to_string(i), nullptr);
  init(test.token("ada"));
  EXPECT_EQ(message("GET", "cds.us1.twilio.com", "/v3/Lists/l/Items?PageSize=2")[0]
                .payload.at("items")
                .as_array()
                .size(),
            2u);
  const auto beside = send({{"method", "message"},
                            {"id", "TM3"},
                            {"http_request",
                             {{"host", "cds.us1.twilio.com"},
                              {"path", "/v3/Lists/l/Items"},
                              {"method", "GET"},
                              {"params", {{"PageSize", "1"}}}}}});
  EXPECT_EQ(beside[0].payload.at("items").as_array().size(), 1u);
}

TEST_F(twilsock_connection_test, confirms_a_subscription_after_the_reply) {
  auto& list = test.parts.objects.open(object_kind::list, "l");
  init(test.token("ada"));
  const auto heard = subscribe(list.sid);
  ASSERT_EQ(heard.size(), 2u);
  EXPECT_EQ(heard[0].header.at("method"), "reply");
  EXPECT_EQ(heard[1].header.at("message_type"), "twilio.sync.event");
  EXPECT_EQ(heard[1].payload.at("event_type"), "subscription_established");
  EXPECT_EQ(heard[1].payload.at("correlation_id"), 77);
  EXPECT_EQ(heard[1].payload.at("event").at("replay_status"), "completed");
  EXPECT_EQ(heard[1].payload.at("event"), heard[1].payload.at("events").at(0)) << "Flex has two Sync clients";
}

TEST_F(twilsock_connection_test, replays_what_happened_between_reading_and_subscribing) {
  auto& list = test.parts.objects.open(object_kind::list, "l");
  const auto read_at = list.last_event;
  test.parts.objects.put(list, "0", {{"text", "missed"}});
  init(test.token("ada"));
  const auto heard = subscribe(list.sid, read_at);
  ASSERT_EQ(heard.size(), 3u);
  EXPECT_EQ(heard[1].payload.at("event_type"), "list_item_added");
  EXPECT_EQ(heard[2].payload.at("event").at("last_event_id"), list.last_event);
}

TEST_F(twilsock_connection_test, tells_subscribers_only_and_no_longer_than_they_want) {
  auto& list = test.parts.objects.open(object_kind::list, "l");
  init(test.token("ada"));
  const effect happened =
      sync_event{.object_sid = list.sid, .type = "list_item_added", .event = json::object{}};
  EXPECT_FALSE(line.notify(happened));
  subscribe(list.sid);
  ASSERT_TRUE(line.notify(happened));
  EXPECT_EQ(parse(*line.notify(happened)).payload.at("event_type"), "list_item_added");
  EXPECT_EQ(subscribe(list.sid, nullptr, "cancel")[1].payload.at("event_type"), "subscription_canceled");
  EXPECT_FALSE(line.notify(happened));
}

TEST_F(twilsock_connection_test, fails_a_subscription_to_what_is_not_there) {
  init(test.token("ada"));
  const auto heard = subscribe("ES0");
  EXPECT_EQ(heard[1].payload.at("event_type"), "subscription_failed");
  EXPECT_EQ(heard[1].payload.at("event").at("error").at("status"), 404);
}

TEST_F(twilsock_connection_test, has_a_limit_of_subscriptions) {
  init(test.token("ada"));
  for (std::size_t i = 0; i < twilsock_connection::most_subscriptions; ++i)
    subscribe(test.parts.objects.open(object_kind::list, std::to_string(i)).sid);
  const auto heard = subscribe(test.parts.objects.open(object_kind::list, "one more").sid);
  EXPECT_EQ(heard[1].payload.at("event").at("error").at("status"), 429);
}

TEST_F(twilsock_connection_test, refuses_a_malformed_subscription_request) {
  init(test.token("ada"));
  for (const auto* body : {"", "{", "[]", "{}", R"({"requests":7})"})
    EXPECT_EQ(message("POST", "cds.us1.twilio.com", "/v4/Subscriptions", body)[0]
                  .header.at("http_status")
                  .at("code"),
              400)
        << body;
  EXPECT_EQ(
      message("POST", "cds.us1.twilio.com", "/v4/Subscriptions", R"({"action":"establish","requests":[7]})")
          .size(),
      1u);
}

TEST_F(twilsock_connection_test, hears_of_typing_when_meant) {
  init(test.token("ada"));
  const auto packet = line.notify(typing_event{{"ada"}, {{"identity", "customer-1"}}});
  ASSERT_TRUE(packet);
  EXPECT_EQ(parse(*packet).header.at("message_type"), "twilio.ipmsg.typing_indicator");
  EXPECT_FALSE(line.notify(typing_event{{"ben"}, json::object{}}));
}

TEST_F(twilsock_connection_test, hears_nothing_of_bridge_and_phone) {
  init(test.token("ada"));
  EXPECT_FALSE(line.notify(bridge_event{"ada", "reservation.created", json::object{}}));
}

TEST_F(twilsock_connection_test, takes_a_fresh_token_and_answers_a_close) {
  init(test.token("ada"));
  EXPECT_EQ(
      send({{"method", "update"}, {"id", "TM9"}, {"token", test.token("ada")}})[0].header.at("status").at(
          "code"),
      200);
  EXPECT_EQ(
      send({{"method", "update"}, {"id", "TM9"}, {"token", "nonsense"}})[0].header.at("status").at("code"),
      401);
  EXPECT_FALSE(closed);
  EXPECT_EQ(send({{"method", "close"}, {"id", "TM10"}}).size(), 1u);
  EXPECT_TRUE(closed);
}

}  // namespace
}  // namespace flex_video::sandbox
