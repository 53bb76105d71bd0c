#pragma once

#include <filesystem>
#include <string>

namespace flex_video::app {

struct rooms_options {
  std::string url;  ///< of the server that holds the rooms; empty: FLEX_VIDEO_BASE_URL
  std::filesystem::path data = ".flex-video";
};

/// Prints the rooms in progress and who is inside, by the REST API of a running server: a line a room, and
/// then one for each media worker.
/// Account and key come from the environment, else from demo.env in the data folder. Returns the exit code;
/// throws std::runtime_error, saying why, if the server can't be asked.
int run_rooms(const rooms_options& options);

/// One line of the list, of a room and its participants as Twilio's REST writes them (both are JSON). Throws
/// std::runtime_error if they are none.
std::string line_of_room(std::string_view room, std::string_view participants);

/// The lines of the media workers, of the answer to GET /v1/MediaWorkers; the same.
std::string lines_of_workers(std::string_view answer);

}  // namespace flex_video::app
