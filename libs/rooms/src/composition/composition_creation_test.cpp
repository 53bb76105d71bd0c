#include "composition/composition_creation.hpp"

#include <gmock/gmock.h>

namespace flex_video::rooms {
namespace {

using testing::HasSubstr;

const std::string room = "RM" + std::string(32, '1');

/// With a room and a sound.
rest_result<composition_creation> read(twilio::form more) {
  more.push_back({"RoomSid", room});
  more.push_back({"AudioSources", "*"});
  return read_composition_creation(more);
}
std::string refusal_of(const rest_result<composition_creation>& read) {
  if (read) return "none";
  EXPECT_EQ(read.error().status, 400);
  EXPECT_EQ(read.error().code, 20001);
  return read.error().message;
}

TEST(asking_for_a_composition, has_twilios_defaults) {
  const auto asked = read({}).value();
  EXPECT_EQ(asked.room.text(), room);
  EXPECT_EQ(asked.wish, (composition_wish{.sounds = {{"*"}}}));
  EXPECT_EQ(asked.wish.size, (picture_size{640, 480}));
  EXPECT_EQ(asked.wish.format, composition_format::webm);
  EXPECT_TRUE(asked.wish.trim);
}

TEST(asking_for_a_composition, takes_everything_that_is_said) {
  const std::string layout = R"({"main":{"width":1000,"video_sources":["*"]}})";
  const auto asked = read({{"VideoLayout", layout},
                           {"AudioSources", "voice-*"},
                           {"AudioSourcesExcluded", "voice-9"},
                           {"Resolution", "1280x720"},
                           {"Format", "mp4"},
                           {"Trim", "False"},
                           {"StatusCallback", "https://app.example/hook"},
                           {"StatusCallbackMethod", "GET"}});
  const composition_wish expected{.layout = layout,
                                  .sounds = {.included = {"voice-*", "*"}, .excluded = {"voice-9"}},
                                  .size = {1280, 720},
                                  .format = composition_format::mp4,
                                  .trim = false,
                                  .status_callback = "https://app.example/hook",
                                  .status_callback_method = callback_method::get};
  EXPECT_EQ(asked.value().wish, expected);
}

TEST(asking_for_a_composition, needs_a_room_and_something_of_it) {
  EXPECT_THAT(refusal_of(read_composition_creation({{"AudioSources", "*"}})), HasSubstr("RoomSid"));
  EXPECT_THAT(refusal_of(read_composition_creation({{"RoomSid", "den"}, {"AudioSources", "*"}})),
              HasSubstr("RoomSid"));
  EXPECT_THAT(refusal_of(read_composition_creation({{"RoomSid", room}})), HasSubstr("must be given"));
  EXPECT_THAT(refusal_of(read_composition_creation({{"RoomSid", room}, {"VideoLayout", "{}"}})),
              HasSubstr("must be given"));
  EXPECT_EQ(refusal_of(read_composition_creation(
                {{"RoomSid", room}, {"VideoLayout", R"({"main":{"video_sources":["*"]}})"}})),
            "none");
}

TEST(asking_for_a_composition, keeps_to_twilios_sizes) {
  for (const auto* const size : {"16x16", "1280x720", "720x1280", "960x960", "641x481"})
    EXPECT_EQ(refusal_of(read({{"Resolution", size}})), "none") << size;
  for (const auto* const size : {"15x16", "16x15", "1281x16", "16x1281", "1280x721", "961x960", "640", "640x",
                                 "x480", "640x480x", "640X480", "-640x480", "640x 480", "99999999999x16"})
    EXPECT_THAT(refusal_of(read({{"Resolution", size}})), HasSubstr("Resolution")) << size;
}

TEST(asking_for_a_composition, refuses_what_is_not_a_word_of_twilios) {
  EXPECT_THAT(refusal_of(read({{"Format", "avi"}})), HasSubstr("Format"));
  EXPECT_THAT(refusal_of(read({{"Trim", "yes"}})), HasSubstr("Trim"));
  EXPECT_THAT(refusal_of(read({{"VideoLayout", "side by side"}})), HasSubstr("VideoLayout"));
  EXPECT_THAT(refusal_of(read({{"VideoLayout", R"({"a":{"width":641,"video_sources":["*"]}})"}})),
              HasSubstr("width"));
  EXPECT_THAT(refusal_of(read({{"StatusCallback", "ftp://app.example/"}})), HasSubstr("StatusCallback"));
  EXPECT_THAT(refusal_of(read({{"StatusCallbackMethod", "PUT"}})), HasSubstr("StatusCallbackMethod"));
}

TEST(asking_for_a_composition, takes_so_many_sources_of_such_a_length) {
  const layout_limits limits;
  twilio::form many;
  for (std::size_t i = 1; i < limits.sources; ++i) many.push_back({"AudioSources", "voice"});
  EXPECT_EQ(refusal_of(read(many)), "none");
  many.push_back({"AudioSources", "voice"});
  EXPECT_THAT(refusal_of(read(many)), HasSubstr("AudioSources"));
  EXPECT_EQ(refusal_of(read({{"AudioSources", std::string(limits.source_bytes, 'a')}})), "none");
  EXPECT_THAT(refusal_of(read({{"AudioSourcesExcluded", std::string(limits.source_bytes + 1, 'a')}})),
              HasSubstr("AudioSourcesExcluded"));
}

}  // namespace
}  // namespace flex_video::rooms
