#include "data_commands.hpp"

#include "usage_error.hpp"

#include <gtest/gtest.h>

namespace flex_video::app {
namespace {

const std::string hex(32, 'a');

TEST(subject_flags, take_conversations_and_sessions) {
  const auto whose = parse_subject(
      {.conversations = {"CH" + hex, "CH" + std::string(32, 'b')}, .sessions = {std::string(21, 'x') + "A"}});
  EXPECT_EQ(whose.conversations.size(), 2u);
  EXPECT_EQ(whose.sessions.size(), 1u);
}

TEST(subject_flags, refuse_everybody_and_what_is_no_id) {
  EXPECT_THROW(parse_subject({}), usage_error);
  for (const auto& text : {std::string{}, "CH" + hex + "0", "IM" + hex, "ch" + hex, std::string{"%"}})
    EXPECT_THROW(parse_subject({.conversations = {"CH" + hex, text}, .sessions = {}}), usage_error) << text;
  for (const auto& text : {std::string{}, std::string(21, 'x'), std::string(23, 'x'), "CH" + hex})
    EXPECT_THROW(parse_subject({.conversations = {}, .sessions = {text}}), usage_error) << text;
}

}  // namespace
}  // namespace flex_video::app
