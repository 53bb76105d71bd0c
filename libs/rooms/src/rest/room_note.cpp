#include "rest/room_note.hpp"

#include <boost/json.hpp>

#include <charconv>
#include <limits>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

constexpr auto unlimited = std::numeric_limits<std::size_t>::max();  // we wrote it

base::time_point time_of(const std::string& milliseconds, fields& from) {
  std::int64_t count = 0;
  const auto* const end = milliseconds.data() + milliseconds.size();
  if (std::from_chars(milliseconds.data(), end, count).ptr != end) from.complain("created");
  return base::time_point{std::chrono::milliseconds{count}};
}

}  // namespace

void write_options(const room_options& options, json::object& to) {
  to["go"] = options.go;
  to["status_callback"] = options.status_callback;
  to["callback_by_get"] = options.status_callback_method == callback_method::get;
  to["media_region"] = options.media_region;
  to["enable_turn"] = options.enable_turn;
  to["large_room"] = options.large_room;
  to["record_participants_on_connect"] = options.record_participants_on_connect;
}

room_options read_options(fields& from) {
  room_options options;
  options.go = from.optional_flag("go");
  options.status_callback = from.text("status_callback", unlimited);
  options.status_callback_method =
      from.flag("callback_by_get") ? callback_method::get : callback_method::post;
  options.media_region = from.text("media_region", unlimited);
  options.enable_turn = from.flag("enable_turn");
  options.large_room = from.flag("large_room");
  options.record_participants_on_connect = from.optional_flag("record_participants_on_connect");
  return options;
}

std::string write_room_note(const room_note& note) {
  const auto created = note.created.value_or(base::time_point{});
  json::object written{{"created", std::to_string(created.time_since_epoch().count())}};
  write_options(note.options, written);
  return json::serialize(written);
}

room_note read_room_note(std::string_view text) {
  json::error_code failed;
  const auto value = json::parse({text.data(), text.size()}, failed);
  if (failed) return {};
  std::string complaint;
  fields from{value, complaint};
  room_note note{.created = time_of(from.text("created", unlimited), from), .options = read_options(from)};
  return from.ok() ? note : room_note{};
}

}  // namespace flex_video::rooms
