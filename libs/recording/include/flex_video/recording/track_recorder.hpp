#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/recording/media_frame.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace flex_video::recording {

/// Makes out of one track's RTP packets, all of one payload type, the frames of its file. Decides only:
/// time is what it is told, in steps that do not go back. One thread.
///
/// Sound and pictures are placed by their RTP timestamps and the arrivals of a whole half minute, so that the
/// files of a room are in step within what their networks differ; where nothing was sent, or a pause was,
/// there is a gap. A picture comes only after all that it is made from: first a key frame, and after a loss
/// the next one.
class track_recorder {
 public:
  explicit track_recorder(codec codec);
  ~track_recorder();
  track_recorder(track_recorder&&) noexcept;
  track_recorder& operator=(track_recorder&&) noexcept;

  /// The frames that are there now. Whatever the bytes are; what is no packet of the track's is dropped.
  std::vector<media_frame> push(std::span<const std::byte> packet, base::time_point now);
  /// The frames that only waited for a packet which is given up by now. To be called a few times a second.
  std::vector<media_frame> tick(base::time_point now);

  /// Nothing that was captured from now until resume(), and nothing that arrives in that time, becomes a
  /// frame. The times of frames go on counting.
  void pause();
  /// Pictures go on with a key frame.
  void resume(base::time_point now);
  bool paused() const;

  /// When the first frame was captured, counted from when it would have arrived at best, and what the file's
  /// header says; nothing before there is a frame.
  std::optional<base::time_point> began() const;
  std::optional<track_format> format() const;
  /// Nothing will be recorded until the sender makes a key frame: it is to be asked for one. False while
  /// paused.
  bool needs_key_frame() const;

 private:
  class recorded_track;
  std::unique_ptr<recorded_track> track_;
};

}  // namespace flex_video::recording
