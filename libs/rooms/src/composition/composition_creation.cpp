#include "composition/composition_creation.hpp"

#include "composition/composition_words.hpp"
#include "rest/form_values.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace flex_video::rooms {
namespace {

std::unexpected<twilio::rest_error> invalid(std::string_view what) {
  return refuse(400, 20001, std::string{what} + " is invalid");
}

/// "640x480"
std::optional<picture_size> size_of(std::string_view text) {
  constexpr unsigned least = 16, most = 1'280, largest_area = 921'600;
  picture_size size{};
  const auto* const end = text.end();
  const auto width = std::from_chars(text.begin(), end, size.width);
  if (width.ec != std::errc{} || width.ptr == end || *width.ptr != 'x') return std::nullopt;
  const auto height = std::from_chars(width.ptr + 1, end, size.height);
  if (height.ec != std::errc{} || height.ptr != end) return std::nullopt;
  for (const auto side : {size.width, size.height})
    if (side < least || side > most) return std::nullopt;
  if (size.width * size.height > largest_area) return std::nullopt;
  return size;
}

rest_result<std::vector<std::string>> read_names(const twilio::form& form, std::string_view key) {
  const layout_limits limits;
  std::vector<std::string> names;
  for (const auto& [name, value] : form) {
    if (name != key || value.empty()) continue;
    if (value.size() > limits.source_bytes || names.size() == limits.sources) return invalid(key);
    names.push_back(value);
  }
  return names;
}

rest_result<void> take_callback(const twilio::form& form, composition_wish& into) {
  into.status_callback = twilio::form_value(form, "StatusCallback");
  if (!into.status_callback.empty() && !is_callback_address(into.status_callback))
    return invalid("StatusCallback");
  const auto method = twilio::form_value(form, "StatusCallbackMethod");
  if (!method.empty() && method != "POST" && method != "GET") return invalid("StatusCallbackMethod");
  into.status_callback_method = method == "GET" ? callback_method::get : callback_method::post;
  return {};
}

/// What is shown and heard.
rest_result<void> take_sources(const twilio::form& form, composition_wish& into) {
  into.layout = twilio::form_value(form, "VideoLayout");
  if (!into.layout.empty()) {
    const auto regions = read_video_layout(into.layout, into.size);
    if (!regions) return std::unexpected{regions.error()};
    if (regions->empty()) into.layout.clear();
  }
  auto included = read_names(form, "AudioSources"), excluded = read_names(form, "AudioSourcesExcluded");
  if (!included) return std::unexpected{included.error()};
  if (!excluded) return std::unexpected{excluded.error()};
  into.sounds = {std::move(*included), std::move(*excluded)};
  if (into.layout.empty() && into.sounds.included.empty())
    return refuse(400, 20001, "VideoLayout or AudioSources must be given");
  return {};
}

}  // namespace

rest_result<composition_creation> read_composition_creation(const twilio::form& form) {
  const auto room = twilio::room_sid::parse(twilio::form_value(form, "RoomSid"));
  if (!room) return invalid("RoomSid");
  composition_creation read{.room = *room, .wish = {}};
  auto& wish = read.wish;
  if (const auto text = twilio::form_value(form, "Resolution"); !text.empty()) {
    const auto size = size_of(text);
    if (!size) return invalid("Resolution");
    wish.size = *size;
  }
  const auto format = read_word<composition_format>(form, "Format");
  if (!format) return std::unexpected{format.error()};
  wish.format = format->value_or(composition_format::webm);
  const auto trim = read_flag(form, "Trim", true);
  if (!trim) return std::unexpected{trim.error()};
  wish.trim = *trim;
  if (const auto taken = take_sources(form, wish); !taken) return std::unexpected{taken.error()};
  if (const auto taken = take_callback(form, wish); !taken) return std::unexpected{taken.error()};
  return read;
}

}  // namespace flex_video::rooms
