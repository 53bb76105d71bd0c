#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/recording/file_facts.hpp"
#include "flex_video/recording/media_frame.hpp"

#include <filesystem>
#include <memory>

namespace flex_video::recording {

/// One track in a Matroska file (RFC 9559), written by libavformat while the track runs: what was flushed
/// plays even when the file is never finished. Blocks.
class matroska_file {
 public:
  /// How much of the track is held before it goes to the disk by itself.
  static constexpr std::chrono::milliseconds longest_cluster{500};

  /// `began` is when the first frame was captured. errc::not_created, also if there is such a file;
  /// errc::not_written.
  static base::result<matroska_file> create(const std::filesystem::path& path, const track_format& format,
                                            base::time_point began);
  ~matroska_file();
  matroska_file(matroska_file&&) noexcept;
  matroska_file& operator=(matroska_file&&) = delete;

  /// `frame` is later than the one before. errc::not_written.
  base::result<void> write(const media_frame& frame);
  /// All frames but the last one of sound, which libavformat holds back, are in the file, whatever becomes of
  /// the process. errc::not_written.
  base::result<void> flush();
  /// The file gets its duration and index, and is on the disk. Nothing is written after it.
  /// errc::not_written.
  base::result<file_facts> finish();

 private:
  class muxer;
  explicit matroska_file(std::unique_ptr<muxer> begun);
  std::unique_ptr<muxer> muxer_;
};

}  // namespace flex_video::recording
