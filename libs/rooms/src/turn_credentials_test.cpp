#include "flex_video/rooms/turn_credentials.hpp"

#include "testing/room_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

turn_service service() {
  return {.urls = {"turn:turn.example:3478", "turns:turn.example:443?transport=tcp"},
          .secret = base::secret{"north"},
          .life = std::chrono::hours{1}};
}

TEST(turn_credentials, are_such_as_coturn_can_check) {
  const base::time_point now{std::chrono::seconds{1'800'000'000}};
  const auto [username, password] = turn_credentials_for(service(), "alice", now);
  EXPECT_EQ(username, "1800003600:alice");
  // printf %s 1800003600:alice | openssl dgst -sha1 -hmac north -binary | base64
  EXPECT_EQ(password.reveal(), "qe6uQh2FdtYywRuncfIrYF8O4Rk=");
}

TEST(turn_credentials, are_told_to_whoever_brings_a_good_token) {
  room_fixture fixture{{.timings = {}, .limits = {}, .turn = service()}};
  const auto socket = fixture.open();
  fixture.send(socket, {{"type", "ice"}, {"version", 1}, {"token", fixture.token("alice")}});
  const auto iced = fixture.take(socket).at(0);
  EXPECT_EQ(at(iced, "/type"), "iced");
  EXPECT_EQ(at(iced, "/ice_servers/0/urls/0"), "turn:turn.example:3478");
  EXPECT_THAT(text_at(iced, "/ice_servers/0/username"), testing::EndsWith(":alice"));
  EXPECT_EQ(text_at(iced, "/ice_servers/0/credential").size(), 28u);

  fixture.send(socket, {{"type", "ice"}, {"version", 1}, {"token", "forged"}});
  EXPECT_EQ(at(fixture.take(socket).at(0), "/type"), "error");
}

}  // namespace
}  // namespace flex_video::rooms
