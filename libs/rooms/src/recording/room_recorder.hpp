#pragma once

#include "recording/recorded_tracks.hpp"
#include "recording/recording_record.hpp"
#include "sfu/media_router.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/recording/file_writer.hpp"
#include "flex_video/recording/track_recorder.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>

namespace flex_video::rooms {

/// What a room_recorder works with; all of it must outlive it.
struct recorder_services {
  recording::file_writer& files;
  const base::clock& clock;
  base::random_source& random;
  std::filesystem::path folder;
  /// media_router::record() and forget() of the room's router, which may be another than before.
  std::function<void(producer_id)> record;
  std::function<void(producer_id)> forget;
  /// Asks who sends it for a key frame.
  std::function<void(producer_id)> ask_for_key_frame;
  /// Numbers a recording, each once; the number is its file's id as well.
  std::function<ordinal()> count;
  /// A recording has begun, or something about it has changed.
  std::function<void(const recording_record&)> changed;
};

/// Records one room's tracks: does what recorded_tracks decides, with the packets that the room's media
/// router tells. A track's recording outlives its producer, so that it goes on when the router is replaced.
/// One thread: the room's.
class room_recorder {
 public:
  room_recorder(const twilio::room_sid& room, recorder_services services);

  void perform(const recording_action& action);
  /// The router has media of that track, in the codec that SDP names so. Of a codec that can't be recorded
  /// nothing is.
  void produced(const twilio::track_sid& track, producer_id producer, const std::string& codec);
  /// It has it no more.
  void ended(const twilio::track_sid& track);
  void take(const packet_received& packet);
  /// What the writer told, of whichever room.
  void take(const recording::file_ended& file);
  /// To be called every tick_interval while active().
  void tick();
  static constexpr std::chrono::milliseconds tick_interval{100};
  bool active() const { return !running_.empty(); }

 private:
  struct source {
    producer_id producer;
    recording::codec codec;
  };
  struct running {
    recording_record record;
    std::optional<recording::track_recorder> recorder = {};  ///< once its codec is known
    bool paused = false;
    base::time_point asked = {};  ///< for a key frame; a new consumer asks by itself
  };

  void start(const start_recording& what);
  void stop(const twilio::track_sid& track);
  void connect(const twilio::track_sid& track);
  void change_codec(const twilio::track_sid& track);
  void keep(running& of, std::vector<recording::media_frame> frames);
  void end(recording_record& record, recording_status status);

  twilio::room_sid room_;
  recorder_services services_;
  std::map<twilio::track_sid, source> sources_;
  std::map<twilio::track_sid, running> running_;
  std::map<recording::file_id, recording_record> finishing_;
};

}  // namespace flex_video::rooms
