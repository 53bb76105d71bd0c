#pragma once

#include "recording/recording_record.hpp"

#include "flex_video/base/result.hpp"

#include <filesystem>
#include <vector>

namespace flex_video::rooms {

/// Where recordings lie: of each a file, and a note beside it of what is known. Blocks; one thread.
class recordings_folder {
 public:
  /// The folder is made, for its owner alone, if it is not there. Throws std::filesystem::filesystem_error
  /// where that can't be.
  explicit recordings_folder(std::filesystem::path path);

  const std::filesystem::path& path() const { return path_; }
  /// What is known of a recording now. recording::errc::not_written.
  base::result<void> keep(const recording_record& recording) const;
  /// Removes its file; the note stays. False if the file is still there.
  bool erase(const recording_record& recording) const;
  /// Removes its file, and what is known of it. False if either is still there.
  bool forget(const recording_record& recording) const;
  /// Everything that is known, in the order it was made.
  std::vector<recording_record> known() const;
  /// The same for a server that begins: what ran when the one before it died is over, its file is made whole,
  /// up to where it was written, at the time `now`; and a file that nothing is known of is removed.
  std::vector<recording_record> recover(base::time_point now) const;

 private:
  void recover(recording_record& recording, base::time_point now) const;
  void remove_unknown(const std::vector<recording_record>& known) const;

  std::filesystem::path path_;
};

}  // namespace flex_video::rooms
