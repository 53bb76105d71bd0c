#pragma once

#include "rest/room_record.hpp"
#include "signalling/fields.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What the REST API has a room keep for it, so that it is there after a restart.
struct room_note {
  std::optional<base::time_point> created;
  room_options options;
};

/// The options as members of `to`, and from there.
void write_options(const room_options& options, boost::json::object& to);
room_options read_options(fields& from);

/// As JSON.
std::string write_room_note(const room_note& note);
/// What write_room_note() wrote; the defaults for any other text, as of rooms made otherwise.
room_note read_room_note(std::string_view text);

}  // namespace flex_video::rooms
