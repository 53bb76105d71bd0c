#include "composition/composition_note.hpp"

#include "composition/composition_words.hpp"
#include "recording/note_fields.hpp"

#include <boost/json.hpp>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

json::array write(const std::vector<std::string>& names) { return json::array(names.begin(), names.end()); }

std::vector<std::string> read_names(fields& from, std::string_view key) {
  std::vector<std::string> names;
  for (const auto& each : from.list(key, unlimited)) {
    if (each.is_string())
      names.emplace_back(std::string_view{each.get_string()});
    else
      from.complain(key);
  }
  return names;
}

composition_wish read_wish(fields& from) {
  return {
      .layout = from.text("layout", unlimited),
      .sounds = {.included = read_names(from, "sounds"), .excluded = read_names(from, "sounds_excluded")},
      .size = {from.number("width"), from.number("height")},
      .format = value_of<composition_format>(from.text("format", unlimited)).value(),
      .trim = from.flag("trim"),
      .status_callback = from.text("status_callback", unlimited),
      .status_callback_method = from.flag("called_by_get") ? callback_method::get : callback_method::post};
}

composition_record read(fields& from) {
  return {.ordinal = from.large_number("ordinal"),
          .sid = read_sid<composition_sid>(from, "sid"),
          .room = read_sid<twilio::room_sid>(from, "room"),
          .room_name = from.text("room_name", unlimited),
          .recorded_from = read_time(from, "recorded_from"),
          .recorded_until = read_time(from, "recorded_until"),
          .wish = read_wish(from),
          .status = value_of<composition_status>(from.text("status", unlimited)).value(),
          .created = read_time(from, "created"),
          .ended = read_optional_time(from, "ended"),
          .deleted = read_optional_time(from, "deleted"),
          .duration = std::chrono::milliseconds{from.large_number("duration")},
          .bytes = from.large_number("bytes")};
}

}  // namespace

std::string write_composition_note(const composition_record& composition) {
  const auto& wish = composition.wish;
  json::object written{{"ordinal", composition.ordinal},
                       {"sid", composition.sid.text()},
                       {"room", composition.room.text()},
                       {"room_name", composition.room_name},
                       {"recorded_from", write_time(composition.recorded_from)},
                       {"recorded_until", write_time(composition.recorded_until)},
                       {"layout", wish.layout},
                       {"sounds", write(wish.sounds.included)},
                       {"sounds_excluded", write(wish.sounds.excluded)},
                       {"width", wish.size.width},
                       {"height", wish.size.height},
                       {"format", word_of(wish.format)},
                       {"trim", wish.trim},
                       {"status_callback", wish.status_callback},
                       {"called_by_get", wish.status_callback_method == callback_method::get},
                       {"status", word_of(composition.status)},
                       {"created", write_time(composition.created)},
                       {"duration", composition.duration.count()},
                       {"bytes", composition.bytes}};
  if (composition.ended) written["ended"] = write_time(*composition.ended);
  if (composition.deleted) written["deleted"] = write_time(*composition.deleted);
  return json::serialize(written);
}

std::optional<composition_record> read_composition_note(std::string_view text) {
  return read_note(text, read);
}

}  // namespace flex_video::rooms
