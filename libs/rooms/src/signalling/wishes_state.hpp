#pragma once

#include "signalling/fields.hpp"
#include "signalling/messages.hpp"

#include <boost/json/object.hpp>

#include <string>

// What a participant wants of a group room's media, as it is kept with the room's state.

namespace flex_video::rooms {

boost::json::object write_wishes(const media_wishes& wishes);
/// What can't have been written so is in `complaint`.
media_wishes read_wishes(const boost::json::value& kept, std::string& complaint);

}  // namespace flex_video::rooms
