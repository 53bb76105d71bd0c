#include "guests.hpp"

#include "running_service.hpp"

#include "flex_video/core/identity.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class guests_api : public running_service {
 protected:
  guests_api() { session_ = started(); }

  net::response post(const std::string& path, const std::string& token = ada_token,
                     const std::string& body = {}) {
    header_list headers{bearer(token)};
    if (!body.empty()) headers.push_back(json_type());
    return send(net::method::post, "/v1/sessions/" + session_ + path, headers, body);
  }
  net::response decide(const std::string& visit, const std::string& decision) {
    return post("/visits/" + visit + "/" + decision);
  }
  net::response revoke(const std::string& invite) {
    return send(net::method::delete_, "/v1/sessions/" + session_ + "/invites/" + invite, {bearer(ada_token)});
  }
  static std::string id_of(const net::response& redeemed) { return text_at(json_of(redeemed), "/visit/id"); }
  static std::string code_of(const net::response& issued) {
    const auto link = text_at(json_of(issued), "/link");
    return link.substr(link.rfind('/') + 1);
  }
  net::response me(const net::response& redeemed) { return get("/v1/visits/me", {cookie_of(redeemed)}); }

  std::string session_;
};

TEST_F(guests_api, admit_lets_in_who_waits) {
  redeem(customer_code());
  const auto waiting = redeem(customer_code());
  const auto answer = decide(id_of(waiting), "admit");
  EXPECT_EQ(answer.status, 200u) << answer.body;
  EXPECT_EQ(id_of(answer), id_of(waiting));
  EXPECT_EQ(json_of(answer).at_pointer("/visit/state"), "admitted");
  EXPECT_EQ(json_of(answer).at_pointer("/session/state"), "open");
  EXPECT_EQ(json_of(me(waiting)).at_pointer("/visit/state"), "admitted");
  const auto before = store_.rows.contents();
  EXPECT_EQ(decide(id_of(waiting), "admit").body, answer.body) << "repeating it is harmless";
  EXPECT_EQ(store_.rows.contents(), before);
}

TEST_F(guests_api, deny_turns_away_who_waits) {
  redeem(customer_code());
  const auto waiting = redeem(customer_code());
  EXPECT_EQ(json_of(decide(id_of(waiting), "deny")).at_pointer("/visit/state"), "denied");
  EXPECT_EQ(json_of(me(waiting)).at_pointer("/visit/state"), "denied");
}

TEST_F(guests_api, remove_puts_a_guest_out_of_the_room) {
  const auto admitted = redeem(customer_code());
  EXPECT_EQ(json_of(decide(id_of(admitted), "remove")).at_pointer("/visit/state"), "removed");
  EXPECT_THAT(video_.removed, ElementsAre("customer:" + id_of(admitted)));
  expect_problem(send(net::method::post, "/v1/visits/me/join", {cookie_of(admitted)}), 403, "visit_denied");
}

TEST_F(guests_api, decide_again_when_the_state_changed_meanwhile) {
  redeem(customer_code());
  const auto waiting = redeem(customer_code());
  store_.before_commit = [&] { decide(id_of(waiting), "deny"); };
  EXPECT_EQ(json_of(decide(id_of(waiting), "admit")).at_pointer("/visit/state"), "admitted");
}

TEST_F(guests_api, invite_gives_a_link_of_another_role) {
  const auto answer = post("/invites", ada_token, R"({"role":"interpreter","expiresInSeconds":60})");
  EXPECT_EQ(answer.status, 201u) << answer.body;
  const auto body = json_of(answer);
  EXPECT_EQ(body.at_pointer("/invite/id"), 1);
  EXPECT_EQ(body.at_pointer("/invite/role"), "interpreter");
  EXPECT_EQ(body.at_pointer("/invite/revoked"), false);
  EXPECT_EQ(body.at_pointer("/invite/expiresAt"), "2027-01-15T08:01:00.000Z");
  EXPECT_EQ(text_at(body, "/message"), "Join me on a secure video call: " + text_at(body, "/link"));
  EXPECT_EQ(json_of(redeem(code_of(answer))).at_pointer("/visit/role"), "interpreter");
}

TEST_F(guests_api, invite_lasts_as_long_as_the_policy_says_when_nobody_says) {
  const auto answer = post("/invites", ada_token, R"({"role":"relative"})");
  EXPECT_EQ(json_of(answer).at_pointer("/invite/expiresAt"), "2027-01-16T08:00:00.000Z");
}

TEST_F(guests_api, invite_lasts_a_minute_at_least_and_the_policy_s_life_at_most) {
  const auto asked = [this](long long seconds) {
    return post("/invites", ada_token,
                R"({"role":"relative","expiresInSeconds":)" + std::to_string(seconds) + "}");
  };
  const auto life = core::policy{}.link_life.count();
  EXPECT_EQ(asked(life).status, 201u);
  for (const auto seconds : {0LL, 59LL, static_cast<long long>(life) + 1}) {
    const auto refused = asked(seconds);
    expect_problem(refused, 400, "invalid_field");
    EXPECT_EQ(json_of(refused).at("field"), "expiresInSeconds");
  }
}

TEST_F(guests_api, invites_are_as_many_as_the_policy_allows) {
  for (std::size_t given = 1; given < core::policy{}.max_invites; ++given)
    EXPECT_EQ(post("/invites", ada_token, R"({"role":"relative"})").status, 201u);
  expect_problem(post("/invites", ada_token, R"({"role":"relative"})"), 409, "too_many_invites");
}

TEST_F(guests_api, links_are_in_no_other_answer) {
  const auto issued = post("/invites", ada_token, R"({"role":"relative"})");
  const auto status = get("/v1/sessions/" + session_, {bearer(ada_token)});
  EXPECT_EQ(json_of(status).at("invites").as_array().size(), 2u);
  EXPECT_EQ(json_of(status).at_pointer("/invites/1/role"), "relative");
  const auto revoked = revoke("1");
  for (const auto& answer : {status, revoked}) {
    EXPECT_THAT(answer.body, Not(HasSubstr(code_of(issued))));
    EXPECT_THAT(answer.body, Not(HasSubstr("/j/")));
  }
}

TEST_F(guests_api, revoke_knows_a_link_by_its_number_as_we_write_it) {
  for (const auto* other : {"00", "+0", "-0", "0x0", "256", "0 "})
    expect_problem(revoke(other), 404, "invite_not_found");
  EXPECT_EQ(revoke("0").status, 200u);
}

TEST_F(guests_api, revoke_takes_a_link_back_but_not_who_came_by_it) {
  const auto code = code_of(post("/invites", ada_token, R"({"role":"relative"})"));
  const auto relative = redeem(code);
  const auto answer = revoke("1");
  EXPECT_EQ(answer.status, 200u);
  EXPECT_EQ(json_of(answer).at_pointer("/invite/revoked"), true);
  EXPECT_EQ(revoke("1").body, answer.body);
  expect_problem(redeem(code), 410, "invite_revoked");
  EXPECT_EQ(send(net::method::post, "/v1/visits/me/join", {cookie_of(relative)}).status, 200u);
}

}  // namespace
}  // namespace flex_video::server
