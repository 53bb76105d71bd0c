#include "page_routes.hpp"
#include "running_service.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

class pages : public running_service {
 protected:
  using running_service::running_service;

  static std::string arrival_in(const net::response& answer) {
    const auto start = answer.body.find('{');
    return answer.body.substr(start, answer.body.rfind('}') + 1 - start);
  }
  net::response start_in(const std::string& locale) {
    return send(net::method::post, "/v1/sessions", {bearer(ada_token), json_type()},
                R"({"conversationSid":")" + core::samples::conversation.str() + R"(","taskSid":")" +
                    core::samples::task.str() + R"(","locale":")" + locale + "\"}");
  }
  void end() {
    send(net::method::post, "/v1/sessions/" + the_session().id.str() + "/end", {bearer(ada_token)});
  }
};

TEST_F(pages, behind_a_link_are_inert) {
  const auto code = customer_code();
  const auto before = store_.rows.contents();
  const auto answer = get("/j/" + code);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(
      answer.body,
      R"(<html><script type="application/json" id="arrival">{"role":"customer","state":"open","agentName":"Ada Agent","wsServer":"ws://127.0.0.1:8080/signaling"}</script></html>)");
  EXPECT_EQ(header_of(answer, "Set-Cookie"), "");
  EXPECT_EQ(send(net::method::head, "/j/" + code).status, 200u);
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(pages, behind_a_dead_link_say_why) {
  const auto code = customer_code();
  auto forged = code;
  forged.back() = forged.back() == 'A' ? 'E' : 'A';
  EXPECT_EQ(get("/j/" + forged).status, 404u);
  EXPECT_EQ(arrival_in(get("/j/" + forged)), R"({"role":"customer","state":"invite_invalid"})");
  end();
  EXPECT_EQ(get("/j/" + code).status, 410u);
  EXPECT_EQ(arrival_in(get("/j/" + code)),
            R"({"role":"customer","state":"session_ended","agentName":"Ada Agent"})");
  clock_.advance(core::policy{}.link_life);
  EXPECT_EQ(get("/j/" + code).status, 410u);
  EXPECT_EQ(arrival_in(get("/j/" + code)), R"({"role":"customer","state":"invite_expired"})");
}

TEST_F(pages, behind_the_customer_s_link_tell_the_customer_s_locale) {
  const auto link = text_at(json_of(start_in("pt-BR")), "/customerLink");
  const auto path = link.substr(link.find("/j/"));
  EXPECT_EQ(
      arrival_in(get(path)),
      R"({"role":"customer","state":"open","agentName":"Ada Agent","locale":"pt-BR","wsServer":"ws://127.0.0.1:8080/signaling"})");
  end();
  EXPECT_EQ(arrival_in(get(path)),
            R"({"role":"customer","state":"session_ended","agentName":"Ada Agent","locale":"pt-BR"})");
}

TEST_F(pages, behind_a_guest_s_link_and_of_the_agent_tell_no_locale) {
  start_in("pt-BR");
  const auto id = the_session().id.str();
  const auto issued = send(net::method::post, "/v1/sessions/" + id + "/invites",
                           {bearer(ada_token), json_type()}, R"({"role":"relative"})");
  const auto link = text_at(json_of(issued), "/link");
  EXPECT_THAT(get(link.substr(link.find("/j/"))).body, Not(HasSubstr("locale")));
  EXPECT_THAT(get("/agent/" + id).body, Not(HasSubstr("locale")));
}

TEST_F(pages, do_not_repeat_the_code) {
  const auto code = customer_code();
  EXPECT_THAT(get("/j/" + code).body, Not(HasSubstr(code)));
  EXPECT_THAT(get("/j/<script>alert(1)").body, Not(HasSubstr("alert")));
}

TEST_F(pages, of_the_agent_name_the_session_and_nothing_that_admits) {
  const auto id = started();
  const auto flex = R"(,"flexOrigins":["https://flex.twilio.com"]})";
  const auto answer = get("/agent/" + id);
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(arrival_in(answer), R"({"role":"agent","session":")" + id + R"(","state":"open")" + flex);
  end();
  EXPECT_EQ(get("/agent/" + id).status, 410u);
  EXPECT_EQ(arrival_in(get("/agent/" + id)),
            R"({"role":"agent","session":")" + id + R"(","state":"session_ended")" + flex);
  EXPECT_EQ(get("/agent/nothing").status, 404u);
  EXPECT_EQ(arrival_in(get("/agent/nothing")),
            std::string{R"({"role":"agent","state":"invite_invalid")"} + flex);
}

TEST_F(pages, are_kept_by_nobody_and_pass_nothing_on) {
  const auto answer = get("/j/" + customer_code());
  EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
  EXPECT_EQ(header_of(answer, "Referrer-Policy"), "no-referrer");
  EXPECT_EQ(header_of(answer, "X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(header_of(answer, "Permissions-Policy"),
            "camera=(self), microphone=(self), display-capture=(self)");
  const auto policy = header_of(answer, "Content-Security-Policy");
  EXPECT_THAT(policy, HasSubstr("default-src 'self'; script-src 'self';"));
  EXPECT_THAT(policy, HasSubstr("connect-src 'self' ws://127.0.0.1:8080;"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
}

TEST_F(pages, of_the_agent_may_be_framed_by_flex_and_the_customer_s_by_nobody) {
  const auto id = started();
  EXPECT_THAT(header_of(get("/agent/" + id), "Content-Security-Policy"),
              EndsWith("frame-ancestors " + flex_origin));
  EXPECT_THAT(header_of(get("/j/" + customer_code()), "Content-Security-Policy"),
              EndsWith("frame-ancestors 'none'"));
}

class pages_of_the_demo : public pages {
 protected:
  static options demo_options() {
    auto options = test_options();
    options.framed_by_self = true;
    options.ws_server.reset();
    return options;
  }
  pages_of_the_demo() : pages(demo_options()) {}
};

TEST_F(pages_of_the_demo, may_be_framed_by_the_desk) {
  const auto id = started();
  EXPECT_THAT(header_of(get("/agent/" + id), "Content-Security-Policy"),
              EndsWith("frame-ancestors 'self' " + flex_origin));
  EXPECT_THAT(header_of(get("/j/" + customer_code()), "Content-Security-Policy"),
              EndsWith("frame-ancestors 'self'"));
}

TEST_F(pages_of_the_demo, reach_twilio_s_cloud_when_there_is_no_server_of_ours) {
  EXPECT_THAT(header_of(get("/j/x"), "Content-Security-Policy"),
              HasSubstr("wss://*.vss.twilio.com wss://sdkgw.us1.twilio.com;"));
}

}  // namespace
}  // namespace flex_video::server
