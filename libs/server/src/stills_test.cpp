#include "running_service.hpp"

#include <gmock/gmock.h>

namespace flex_video::server {
namespace {

using testing::SizeIs;

const std::string jpeg = std::string{"\xff\xd8\xff\xe0"} + "pixels";

class stills_api : public running_service {
 protected:
  static std::pair<std::string, std::string> jpeg_type() { return {"Content-Type", "image/jpeg"}; }
  net::response guest_keeps(const std::pair<std::string, std::string>& cookie,
                            const std::string& image = jpeg,
                            const std::pair<std::string, std::string>& type = jpeg_type()) {
    return send(net::method::post, "/v1/visits/me/stills", {cookie, type}, image);
  }
  net::response agent_keeps(const std::string& token, const std::string& image = jpeg) {
    return send(net::method::post, "/v1/sessions/" + session_ + "/stills", {bearer(token), jpeg_type()},
                image);
  }
  net::response list(const std::string& token) {
    return get("/v1/sessions/" + session_ + "/stills", {bearer(token)});
  }
  net::response show(const std::string& token, const std::string& still) {
    return get("/v1/sessions/" + session_ + "/stills/" + still, {bearer(token)});
  }

  std::string session_ = started();
};

TEST_F(stills_api, keeps_what_guest_and_agent_send_and_shows_it_to_who_may_see_the_session) {
  const auto redeemed = redeem(customer_code());
  const auto first = guest_keeps(cookie_of(redeemed));
  ASSERT_EQ(first.status, 201U) << first.body;
  EXPECT_EQ(json_of(first).at_pointer("/still/visit"), json_of(redeemed).at_pointer("/visit/id"));
  EXPECT_EQ(json_of(first).at_pointer("/still/mediaType"), "image/jpeg");
  EXPECT_EQ(json_of(first).at_pointer("/still/bytes"), jpeg.size());
  ASSERT_EQ(agent_keeps(ada_token).status, 201U);

  for (const auto& token : {ada_token, sue_token}) {
    EXPECT_THAT(json_of(list(token)).at("stills").as_array(), SizeIs(2));
    const auto shown = show(token, text_at(json_of(first), "/still/id"));
    EXPECT_EQ(shown.status, 200U);
    EXPECT_EQ(shown.body, jpeg);
    EXPECT_EQ(header_of(shown, "Content-Type"), "image/jpeg");
    EXPECT_EQ(header_of(shown, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header_of(shown, "Content-Security-Policy"), "default-src 'none'; sandbox");
  }
}

TEST_F(stills_api, are_nobody_elses) {
  const auto redeemed = redeem(customer_code());
  const auto still = text_at(json_of(guest_keeps(cookie_of(redeemed))), "/still/id");
  expect_problem(agent_keeps(ben_token), 403, "not_your_session");
  expect_problem(agent_keeps(sue_token), 403, "not_your_session");
  expect_problem(list(ben_token), 403, "not_your_session");
  expect_problem(show(ben_token, still), 403, "not_your_session");
  expect_problem(get("/v1/sessions/" + session_ + "/stills/" + still, {cookie_of(redeemed)}), 401,
                 "flex_token_missing");
  for (const auto* other : {"AAAAAAAAAAAAAAAAAAAAAA", "x"})
    expect_problem(show(ada_token, other), 404, "still_not_found");
  expect_problem(guest_keeps({"Cookie", "none=1"}), 401, "visit_unknown");
  const auto second = redeem(customer_code());
  expect_problem(guest_keeps(cookie_of(second)), 403, "visit_waiting");
}

TEST_F(stills_api, are_images_and_nothing_else) {
  const auto cookie = cookie_of(redeem(customer_code()));
  expect_problem(guest_keeps(cookie, "<svg onload=alert(1)>"), 415, "unsupported_media_type");
  expect_problem(guest_keeps(cookie, jpeg, {"Content-Type", "image/svg+xml"}), 415, "unsupported_media_type");
  expect_problem(guest_keeps(cookie, jpeg, json_type()), 415, "unsupported_media_type");
  EXPECT_THAT(json_of(list(ada_token)).at("stills").as_array(), SizeIs(0));
}

TEST_F(stills_api, are_no_more_than_are_kept_with_one_session) {
  for (unsigned kept = 0; kept < core::most_stills; ++kept) {
    ASSERT_EQ(agent_keeps(ada_token).status, 201U);
    clock_.advance(std::chrono::seconds{10});  // not too fast
  }
  expect_problem(agent_keeps(ada_token), 409, "too_many_stills");
}

}  // namespace
}  // namespace flex_video::server
