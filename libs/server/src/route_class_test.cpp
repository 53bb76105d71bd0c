#include "flex_video/server/metrics.hpp"

#include <gtest/gtest.h>

namespace flex_video::server {
namespace {

TEST(route_class, is_told_by_the_path_s_first_segments) {
  const std::pair<const char*, route_class> table[] = {
      {"/v1/sessions", route_class::agent},
      {"/v1/sessions/x/join", route_class::agent},
      {"/v1/visits/me", route_class::visit},
      {"/j/code", route_class::page},
      {"/agent/x", route_class::page},
      {"/supervisor/x", route_class::page},
      {"/assets/room.js", route_class::asset},
      {"/get-tokens", route_class::get_tokens},
      {"/get-tokens.js", route_class::get_tokens},
      {"/webhooks/twilio/video", route_class::webhook},
      {"/healthz", route_class::operations},
      {"/metrics", route_class::operations},
      {"/", route_class::other},
      {"", route_class::other},
      {"/jam", route_class::other},
      {"/v1/sessionsx", route_class::other},
      {"/wp-login.php", route_class::other},
  };
  for (const auto& [path, expected] : table) EXPECT_EQ(route_class_of(path), expected) << path;
}

}  // namespace
}  // namespace flex_video::server
