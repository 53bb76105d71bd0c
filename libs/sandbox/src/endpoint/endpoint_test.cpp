#include "endpoint/endpoint.hpp"

#include "test_parts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace flex_video::sandbox {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// A peer that keeps what it is sent.
struct recorded_socket final : net::websocket {
  std::vector<std::string> texts, binaries;
  bool closed = false;
  void send(net::frame kind, std::string message) override {
    (kind == net::frame::text ? texts : binaries).push_back(std::move(message));
  }
  void close(std::uint16_t, std::string_view) override { closed = true; }
};

struct recorded_stream final : net::event_stream {
  std::string text;
  std::function<void()> gone;
  bool send(std::string bytes) override {
    text += bytes;
    return true;
  }
  void close() override {}
  void on_close(std::function<void()> callback) override { gone = std::move(callback); }
};

class endpoint_test : public testing::Test {
 protected:
  endpoint_test() { sockets.add_routes(routes); }

  static net::request request(net::method verb, std::string_view target, std::string_view body = {}) {
    net::request made;
    made.verb = verb;
    made.target = target;
    made.path = target.substr(0, target.find('?'));
    if (made.path.size() < target.size()) made.query = target.substr(made.path.size() + 1);
    made.body = body;
    if (!body.empty()) made.headers.push_back({"Content-Type", "application/json"});
    return made;
  }
  net::response get(std::string_view target) {
    auto asked = request(net::method::get, target);
    return routes.route(asked);
  }
  net::response post(std::string_view target, std::string_view body) {
    auto asked = request(net::method::post, target, body);
    return routes.route(asked);
  }
  std::expected<std::unique_ptr<net::websocket_session>, net::response> connect(
      std::string_view target, const std::shared_ptr<net::websocket>& socket) {
    auto asked = request(net::method::get, target);
    return (*routes.route_websocket(asked))(asked, socket);
  }
  std::unique_ptr<net::websocket_session> twilsock(std::string_view identity,
                                                   const std::shared_ptr<recorded_socket>& socket) {
    auto session = std::move(connect("/twilio/tsock.us1.twilio.com/v3/wsconnect", socket).value());
    session->on_message(
        net::frame::binary,
        encode_packet({{{"method", "init"}, {"id", "TM1"}, {"token", test.token(identity)}}, {}}));
    return session;
  }

  test_parts test;
  net::event_loop loop;
  net::router routes;
  endpoint sockets{test.parts, loop};
};

TEST_F(endpoint_test, answers_for_twilios_hosts) {
  const auto configuration = get("/twilio/flex-api.twilio.com/v1/Configuration?UiVersion=2.17.1");
  EXPECT_EQ(configuration.status, 200u);
  EXPECT_THAT(configuration.body, HasSubstr(test.parts.account.account.str()));
  EXPECT_EQ(get("/twilio/nowhere.twilio.com/a/b").status, 404u);
  EXPECT_THAT(test.parts.log.unknown_requests(), ElementsAre("GET nowhere.twilio.com/a/b"));
}

TEST_F(endpoint_test, serves_the_control_api) {
  EXPECT_EQ(get("/sandbox/agents/ada/session").status, 200u);
  EXPECT_EQ(get("/sandbox/agents/nobody/session").status, 404u);
  EXPECT_EQ(post("/sandbox/tasks", R"({"agent":"ada","customerName":"C"})").status, 201u);
  EXPECT_EQ(get("/sandbox/conversations").status, 200u);
  EXPECT_EQ(get("/sandbox/requests").status, 200u);
  EXPECT_EQ(get("/sandbox/agents").status, 200u);
  EXPECT_EQ(post("/sandbox/phone/CH1/lose-next", "").status, 404u);
  EXPECT_EQ(post("/sandbox/tokens", R"({"identity":"ada","expiresInSeconds":1})").status, 201u);
  EXPECT_EQ(post("/sandbox/reservations/WR1", R"({"status":"accepted"})").status, 404u);
  EXPECT_EQ(post("/sandbox/reservations/WR1/transfer", R"({"to":"ben"})").status, 404u);
  EXPECT_EQ(get("/sandbox/phone/CH1/events").status, 404u);
}

TEST_F(endpoint_test, takes_json_alone) {
  auto form = request(net::method::post, "/sandbox/tasks", R"({"agent":"ada","customerName":"C"})");
  form.headers = {{"Content-Type", "text/plain"}};
  EXPECT_EQ(routes.route(form).status, 415u);
  EXPECT_THAT(test.parts.board.all(), IsEmpty());
}

TEST_F(endpoint_test, greets_a_worker_on_the_bridge_and_tells_it_of_its_tasks) {
  auto ada = std::make_shared<recorded_socket>(), ben = std::make_shared<recorded_socket>();
  const auto at = "/twilio/event-bridge.twilio.com/v1/wschannels?token=";
  const auto of_ada = connect(at + test.token("ada"), ada), of_ben = connect(at + test.token("ben"), ben);
  ASSERT_TRUE(of_ada && of_ben);
  EXPECT_THAT(ada->texts, ElementsAre(HasSubstr(R"("event_type":"init")")));
  test.arrive();
  twilsock("ada", std::make_shared<recorded_socket>());  // its reply lets the outbox out
  EXPECT_THAT(ada->texts, ElementsAre(testing::_, HasSubstr(R"("event_type":"reservation.created")")));
  EXPECT_EQ(ben->texts.size(), 1u);
}

TEST_F(endpoint_test, refuses_the_bridge_to_strangers_and_expired_logins) {
  const auto socket = std::make_shared<recorded_socket>();
  const auto at = std::string{"/twilio/event-bridge.twilio.com/v1/wschannels"};
  EXPECT_EQ(connect(at, socket).error().status, 401u);
  const auto expired = *test.parts.logins.issue("ada", std::chrono::seconds{-1});
  EXPECT_EQ(connect(at + "?token=" + expired, socket).error().status, 401u);
  EXPECT_EQ(connect("/twilio/event-bridge.twilio.com/nonsense", socket).error().status, 404u);
  EXPECT_THAT(test.parts.log.unknown_requests(), ElementsAre("WS event-bridge.twilio.com/nonsense"));
}

TEST_F(endpoint_test, answers_first_and_tells_the_event_later) {
  auto phone = std::make_shared<recorded_stream>();
  const auto contact = test.arrive();
  const auto base = "/sandbox/phone/" + contact.talk->sid.str();
  get(base + "/events").stream(phone);
  phone->text.clear();
  EXPECT_EQ(post(base + "/messages", R"({"body":"hello"})").status, 201u);
  EXPECT_EQ(phone->text, "") << "the answer is not out yet";
  loop.run();
  EXPECT_THAT(phone->text, HasSubstr(R"("body":"hello")"));
}

TEST_F(endpoint_test, shows_a_phone_the_history_once_and_forgets_it_when_it_hangs_up) {
  auto phone = std::make_shared<recorded_stream>();
  const auto contact = test.arrive();
  test.parts.talks.say(*contact.talk, contact.talk->customer, "before").value();
  get("/sandbox/phone/" + contact.talk->sid.str() + "/events").stream(phone);
  EXPECT_THAT(phone->text, HasSubstr("data: {\"message\":{\"index\":0,"));
  EXPECT_EQ(phone->text.find("before"), phone->text.rfind("before"));
  EXPECT_EQ(contact.talk->phones, 1);
  phone->gone();
  EXPECT_EQ(contact.talk->phones, 0);
  const auto so_far = phone->text;
  test.parts.talks.say(*contact.talk, contact.talk->customer, "after").value();
  twilsock("ada", std::make_shared<recorded_socket>());
  EXPECT_EQ(phone->text, so_far);
}

TEST_F(endpoint_test, streams_the_calls_from_where_a_reader_was_cut_off) {
  get("/twilio/flex-api.twilio.com/v1/Configuration");
  auto reader = std::make_shared<recorded_stream>();
  get("/sandbox/exchanges/events").stream(reader);
  EXPECT_THAT(reader->text, HasSubstr("/v1/Configuration"));
  const auto first = reader->text.find("id: ") + 4;
  const auto id = reader->text.substr(first, reader->text.find('\n', first) - first);
  reader->gone();
  get("/twilio/flex.twilio.com/plugins");
  EXPECT_THAT(reader->text, testing::Not(HasSubstr("/plugins"))) << "is gone";
  auto again = std::make_shared<recorded_stream>();
  auto asked = request(net::method::get, "/sandbox/exchanges/events");
  asked.headers.push_back({"Last-Event-ID", id});
  routes.route(asked).stream(again);
  EXPECT_THAT(again->text, HasSubstr("/plugins"));
  EXPECT_THAT(again->text, testing::Not(HasSubstr("/v1/Configuration")));
}

TEST_F(endpoint_test, streams_the_calls_to_so_many_readers) {
  std::vector<std::shared_ptr<recorded_stream>> readers;
  for (std::size_t i = 0; i < exchange_streams::most; ++i)
    get("/sandbox/exchanges/events").stream(readers.emplace_back(std::make_shared<recorded_stream>()));
  EXPECT_EQ(get("/sandbox/exchanges/events").status, 409u);
  readers.front()->gone();
  EXPECT_EQ(get("/sandbox/exchanges/events").status, 200u);
}

TEST_F(endpoint_test, hangs_up_on_a_broken_twilsock) {
  auto socket = std::make_shared<recorded_socket>();
  const auto session = twilsock("ada", socket);
  EXPECT_EQ(socket->binaries.size(), 1u);
  session->on_message(net::frame::binary, "garbage");
  EXPECT_TRUE(socket->closed);
}

}  // namespace
}  // namespace flex_video::sandbox
