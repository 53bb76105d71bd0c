#include "rest/room_note.hpp"

#include <boost/json.hpp>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

}  // namespace

std::string write_room_note(const room_note& note) {
  const auto& options = note.options;
  return json::serialize(
      json::object{{"created", note.created ? note.created->time_since_epoch().count() : 0},
                   {"type", options.type},
                   {"status_callback", options.status_callback},
                   {"callback_by_get", options.status_callback_method == callback_method::get},
                   {"video_codecs", json::value_from(options.video_codecs)},
                   {"media_region", options.media_region},
                   {"enable_turn", options.enable_turn},
                   {"large_room", options.large_room},
                   {"recording_rules", options.recording_rules}});
}

room_note read_room_note(std::string_view text) {
  boost::system::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  if (failed || !value.is_object()) return {};
  try {
    return {
        .created = base::time_point{std::chrono::milliseconds{value.at("created").to_number<std::int64_t>()}},
        .options = {.type = json::value_to<std::string>(value.at("type")),
                    .status_callback = json::value_to<std::string>(value.at("status_callback")),
                    .status_callback_method =
                        value.at("callback_by_get").as_bool() ? callback_method::get : callback_method::post,
                    .video_codecs = json::value_to<std::vector<std::string>>(value.at("video_codecs")),
                    .media_region = json::value_to<std::string>(value.at("media_region")),
                    .enable_turn = value.at("enable_turn").as_bool(),
                    .large_room = value.at("large_room").as_bool(),
                    .recording_rules = value.at("recording_rules").as_array()}};
  } catch (const std::exception&) {
    return {};  // Boost.JSON's word for another shape: some later version's note
  }
}

}  // namespace flex_video::rooms
