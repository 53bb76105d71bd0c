#pragma once

#include "signalling/fields.hpp"
#include "signalling/messages.hpp"
#include "signalling/recording_wish.hpp"

#include <boost/json/object.hpp>

#include <string>

// What is wanted of a group room's media, as it is kept with the room's state.

namespace flex_video::rooms {

boost::json::object write_recording(const recording_wish& wish);
/// What can't have been written so is in `complaint`.
recording_wish read_recording(const boost::json::value& kept, std::string& complaint);

/// A participant's.
boost::json::object write_wishes(const media_wishes& wishes);
/// What can't have been written so is in `complaint`.
media_wishes read_wishes(const boost::json::value& kept, std::string& complaint);

}  // namespace flex_video::rooms
