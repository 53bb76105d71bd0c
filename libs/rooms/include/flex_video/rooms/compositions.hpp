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

class composition_archive;
class recording_archive;

/// Opens the folder of what is composed of those recordings, one below theirs, and makes it if it is not
/// there: what serve_rest() takes as its `compositions`. `ffmpeg` is the program that makes them; where it is
/// empty none is made. What was to be made when a server before this one died is made again. Used on the
/// thread of `loop` alone, or before it runs. All must outlive what is returned. Throws
/// std::filesystem::filesystem_error or std::system_error.
std::shared_ptr<composition_archive> open_compositions(net::event_loop& loop, recording_archive& recordings,
                                                       std::filesystem::path ffmpeg, const base::clock& clock,
                                                       base::random_source& random);

/// Where ffmpeg is, by the environment's PATH; empty if nowhere.
std::filesystem::path find_ffmpeg();

/// Forgets the compositions of recordings that were over before that time, with their files; returns how
/// many. On the thread of the loop.
std::size_t forget_compositions(composition_archive& compositions, base::time_point recorded_before);

/// What is kept of one composition.
struct kept_composition {
  std::string sid;
  std::string room;                ///< SID
  std::string room_name;           ///< its unique name
  base::time_point recorded_from;  ///< when the first of the room's recordings was begun
  std::string status;
  base::time_point created;
  std::chrono::milliseconds duration;
  std::string
      file;  ///< its place in the folder of the recordings; of most that are not completed there is none
};
/// What is kept of compositions that are asked for in that folder of recordings, whether or not a server
/// runs; none if there is no such folder. Blocks.
std::vector<kept_composition> find_compositions(
    const std::filesystem::path& recordings, const std::function<bool(const kept_composition&)>& asked_for);
/// Removes their files and what is known of them; a running server knows them until its next start, and one
/// that it is making fails. Throws std::runtime_error if one is still there.
void erase_compositions(const std::filesystem::path& recordings,
                        const std::vector<kept_composition>& compositions);

}  // namespace flex_video::rooms
