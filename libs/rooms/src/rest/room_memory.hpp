#pragma once

#include "callbacks/callback_queue.hpp"
#include "rest/room_record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::rooms {

/// What the REST API knows of one room, for the server after this one.
struct room_memory {
  std::optional<room_record> record;       ///< nothing once it is forgotten
  std::vector<status_callback> callbacks;  ///< those that nobody has taken yet
};

/// As JSON; empty if there is nothing.
std::string write_room_memory(const room_record* record, const std::vector<status_callback>& callbacks);
/// Nothing for a text that write_room_memory() can't have written.
std::optional<room_memory> read_room_memory(std::string_view text);

}  // namespace flex_video::rooms
