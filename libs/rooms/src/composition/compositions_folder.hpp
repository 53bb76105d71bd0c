#pragma once

#include "composition/composition_record.hpp"
#include "recording/noted_files.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// Where compositions lie: in a folder of the recordings' own.
class compositions_folder : public noted_files<composition_record> {
 public:
  /// The folder's name in that of the recordings.
  static constexpr auto name = "compositions";

  /// As noted_files.
  explicit compositions_folder(const std::filesystem::path& recordings);

  /// The file's name, from the recordings' folder, while it is made.
  static std::string unfinished(const composition_record& composition);
  /// Now it is whole; returns how many bytes. recording::errc::not_written.
  base::result<std::uint64_t> finish(const composition_record& composition) const;
  /// As noted_files, and what there is of one that is not whole.
  bool erase(const composition_record& composition) const;
  bool forget(const composition_record& composition) const;
  /// What is known(), for a server that begins: what another one made when it died has to be made again, and
  /// a file that nothing is known of, or that is not whole, is removed.
  std::vector<composition_record> recover() const;
};

}  // namespace flex_video::rooms
