#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/recording/file_facts.hpp"
#include "flex_video/recording/media_frame.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace flex_video::recording {

enum class file_id : std::uint64_t {};

/// What became of a file: it was finished, or it failed and nothing more is written to it. What a failed one
/// has stays as it is.
struct file_ended {
  file_id id;
  base::result<file_facts> outcome;
};

/// Writes files on a thread of its own, so that a slow disk holds up nobody. All but what came in the last
/// half second is in the files whatever becomes of the process.
class file_writer {
 public:
  struct limits {
    std::size_t waiting_bytes = 64 * 1024 * 1024;  ///< of frames that were not written yet, in all files
    std::chrono::milliseconds flush_after{500};    ///< where no frame follows
  };

  /// `tell` hears once of each file, on the writer's thread. Throws std::system_error if no thread can be
  /// had.
  file_writer(const limits& bounds, std::function<void(const file_ended&)> tell);
  /// Finishes every file, and tells so.
  ~file_writer();
  file_writer(const file_writer&) = delete;
  file_writer& operator=(const file_writer&) = delete;

  // Any thread; none of these waits for the disk.

  /// The id is new. Fails with errc::not_created, also if there is such a file, or errc::not_written.
  void open(file_id id, const std::filesystem::path& path, const track_format& format,
            base::time_point began);
  /// `frame` is later than the one before. The file fails with errc::too_slow beyond limits::waiting_bytes,
  /// and with errc::not_written. Ignored for a file that has ended.
  void write(file_id id, media_frame frame);
  void finish(file_id id);

 private:
  class files;
  std::unique_ptr<files> files_;
};

/// Makes a whole file of one that was never finished because its process or machine died: what is readable of
/// it, with duration and index, in the same place. A whole one stays what it is. errc::not_readable, and the
/// file is left as it is; errc::not_created or errc::not_written. Blocks.
base::result<file_facts> recover_file(const std::filesystem::path& path, base::time_point began);

}  // namespace flex_video::recording
