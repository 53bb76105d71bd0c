#pragma once

#include "recording/recording_register.hpp"
#include "recording/recordings_folder.hpp"
#include "recording/room_recorder.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/recording/file_writer.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <vector>

namespace flex_video::rooms {

/// All recordings of this server and of those before it: writes their files, and knows what became of them.
/// One thread: the rooms'.
class recording_archive {
 public:
  struct threads {
    /// Runs what blocks elsewhere, in its order; also what it was given before the archive was destroyed.
    std::function<void(std::function<void()>)> block;
    /// Brings what another thread says to the rooms'. What it was given last is not run after that.
    std::function<void(std::function<void()>)> post;
  };
  using listener = std::function<void(const recording_record&)>;

  /// What ran when a server before this one died is made whole first, which blocks. `clock` and `random` must
  /// outlive the archive. Throws std::filesystem::filesystem_error without a folder, and std::system_error
  /// without a thread.
  recording_archive(const std::filesystem::path& folder, const base::clock& clock,
                    base::random_source& random, threads on);
  recording_archive(const recording_archive&) = delete;
  recording_archive& operator=(const recording_archive&) = delete;

  /// What a room's recorder works with, but its router.
  recorder_services services();
  recording_register& records() { return records_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  std::filesystem::path file_of(const recording_record& recording) const;
  /// Removes its file, and keeps the record as one of a deleted recording. False if the file is still there.
  /// Blocks.
  bool erase(const recording_record& recording);
  /// Forgets those that ended before that time, with their files; returns how many.
  std::size_t forget(base::time_point ended_before);
  /// `listen` is told of each that has begun, is complete or has failed, from now on, and of those that were
  /// made whole. Replaces the former.
  void watch(listener listen);

 private:
  void change(const recording_record& recording);
  void take(const recording::file_ended& file);

  const base::clock& clock_;
  base::random_source& random_;
  threads on_;
  recordings_folder folder_;
  recording_register records_;
  std::vector<recording_record> made_whole_;  ///< of which nobody was told yet
  listener listen_;
  recording::file_writer files_;
};

}  // namespace flex_video::rooms
