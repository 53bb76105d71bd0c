#include "flex_video/server/loggable_path.hpp"

#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

const std::string code(52, 'c');

TEST(loggable_path, hides_what_stands_behind_j) {
  EXPECT_EQ(loggable_path("/j/" + code), "/j/*");
  EXPECT_EQ(loggable_path("/j/" + code + "/more"), "/j/*");
  EXPECT_EQ(loggable_path("/j/cut-off"), "/j/*");
}

TEST(loggable_path, hides_codes_and_tokens_wherever_they_stand) {
  EXPECT_EQ(loggable_path("/%6A/" + code), "/%6A/*");
  EXPECT_EQ(loggable_path("//j/" + code), "//j/*");
  EXPECT_EQ(loggable_path("/x/" + code + "/y"), "/x/*/y");
  EXPECT_EQ(loggable_path("/video-room.html/eyJ" + std::string(500, 'a')), "/video-room.html/*");
}

TEST(loggable_path, shows_the_rest) {
  for (const auto* path :
       {"/", "/healthz", "/v1/sessions/AAAAAAAAAAAAAAAAAAAAAQ/join", "/j", "", "/assets/room-1a2b3c4d.js"}) {
    EXPECT_EQ(loggable_path(path), path);
  }
}

}  // namespace
}  // namespace flex_video::server
