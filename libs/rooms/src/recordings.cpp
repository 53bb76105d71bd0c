#include "flex_video/rooms/recordings.hpp"

#include "recording/recording_archive.hpp"
#include "recording/recording_words.hpp"

#include "flex_video/net/workers.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <utility>

namespace flex_video::rooms {
namespace {

/// An archive, with the thread that writes its notes: one, for they keep their order.
struct served_archive {
  served_archive(net::event_loop& loop, const std::filesystem::path& folder, const base::clock& clock,
                 base::random_source& random)
      : archive(folder, clock, random,
                {.block = [this](std::function<void()> task) { notes.post(std::move(task)); },
                 .post = [&loop](std::function<void()> task) { loop.post(std::move(task)); }}) {}

  // No more wait than files are begun and ended; a note that was dropped would lose a recording.
  net::workers notes{1, std::numeric_limits<std::size_t>::max()};
  recording_archive archive;
};

}  // namespace

std::shared_ptr<recording_archive> open_recordings(net::event_loop& loop, const std::filesystem::path& folder,
                                                   const base::clock& clock, base::random_source& random) {
  const auto served = std::make_shared<served_archive>(loop, folder, clock, random);
  return {served, &served->archive};
}

std::size_t forget_recordings(recording_archive& recordings, base::time_point ended_before) {
  return recordings.forget(ended_before);
}

std::vector<kept_recording> find_recordings(const std::filesystem::path& folder,
                                            const std::function<bool(const kept_recording&)>& asked_for) {
  std::vector<kept_recording> found;
  if (!std::filesystem::is_directory(folder)) return found;
  for (const auto& each : recordings_folder{folder}.known()) {
    kept_recording kept{.sid = each.sid.str(),
                        .room = each.room.str(),
                        .room_name = each.room_name,
                        .identity = each.identity,
                        .kind = std::string{word_of(each.kind)},
                        .codec = each.codec,
                        .status = std::string{word_of(each.status)},
                        .created = each.created,
                        .duration = each.duration,
                        .file = file_name_of(each)};
    if (asked_for(kept)) found.push_back(std::move(kept));
  }
  return found;
}

void erase_recordings(const std::filesystem::path& folder, const std::vector<kept_recording>& recordings) {
  if (recordings.empty()) return;
  const recordings_folder of{folder};
  for (const auto& each : of.known()) {
    const bool asked_for =
        std::ranges::find(recordings, each.sid.str(), &kept_recording::sid) != recordings.end();
    if (asked_for && !of.forget(each)) throw std::runtime_error(file_name_of(each) + " can't be removed");
  }
}

}  // namespace flex_video::rooms
