#pragma once

#include "recording/noted_files.hpp"
#include "recording/recording_record.hpp"

#include <filesystem>
#include <vector>

namespace flex_video::rooms {

/// Where recordings lie.
class recordings_folder : public noted_files<recording_record> {
 public:
  /// As noted_files.
  explicit recordings_folder(std::filesystem::path path);

  /// What is known(), for a server that begins: what ran when the one before it died is over, its file is
  /// made whole, up to where it was written, at the time `now`; and a file that nothing is known of is
  /// removed.
  std::vector<recording_record> recover(base::time_point now) const;

 private:
  void recover(recording_record& recording, base::time_point now) const;
};

}  // namespace flex_video::rooms
