#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/net/event_loop.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace flex_video::rooms {

class recording_archive;

/// Opens the folder in which group rooms are recorded, and makes it if it is not there: what a room_server
/// and serve_rest() take as their `recordings`. What ran when a server before this one died is made whole
/// first, which blocks. Used on the thread of `loop` alone, or before it runs. All must outlive what is
/// returned, and that the room_server. Throws std::filesystem::filesystem_error or std::system_error.
std::shared_ptr<recording_archive> open_recordings(net::event_loop& loop, const std::filesystem::path& folder,
                                                   const base::clock& clock, base::random_source& random);

/// Forgets the recordings that ended before that time, with their files; returns how many. On the thread of
/// the loop.
std::size_t forget_recordings(recording_archive& recordings, base::time_point ended_before);

/// What is kept of one recording.
struct kept_recording {
  std::string sid;
  std::string room;       ///< SID
  std::string room_name;  ///< its unique name
  std::string identity;   ///< whose track it is
  std::string kind;       ///< "audio" or "video"
  std::string codec;
  std::string status;
  base::time_point created;
  std::chrono::milliseconds duration;
  std::string file;  ///< its name; of a deleted recording there is none any more
};
/// What is kept in that folder of recordings that are asked for, whether or not a server runs; none if there
/// is no such folder. Blocks.
std::vector<kept_recording> find_recordings(const std::filesystem::path& folder,
                                            const std::function<bool(const kept_recording&)>& asked_for);
/// Removes their files and what is known of them; a running server knows them until its next start. Throws
/// std::runtime_error if one is still there.
void erase_recordings(const std::filesystem::path& folder, const std::vector<kept_recording>& recordings);

}  // namespace flex_video::rooms
