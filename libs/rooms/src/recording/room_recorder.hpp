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
#include <string>

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
  /// Whether the file of a recording that was begun failed.
  std::function<bool(ordinal)> has_failed;
  /// A recording has begun, or nothing came of it.
  std::function<void(const recording_record&)> changed;
};

/// Records one room's tracks: does what recorded_tracks decides, with the packets that the room's media
/// router tells. A track's recording outlives its producer, so that it goes on when the router is replaced.
/// What becomes of a file that is finished is the writer's to tell. One thread: the room's.
class room_recorder {
 public:
  room_recorder(const twilio::room_sid& room, std::string room_name, recorder_services services);
  /// Finishes what is recorded; the room's router is not asked any more.
  ~room_recorder();
  room_recorder(const room_recorder&) = delete;
  room_recorder& operator=(const room_recorder&) = delete;

  void perform(const recording_action& action);
  /// The router has media of that track, in the codec that SDP names so. Of a codec that can't be recorded
  /// nothing is.
  void produced(const twilio::track_sid& track, producer_id producer, const std::string& codec);
  /// It has it no more.
  void ended(const twilio::track_sid& track);
  void take(const packet_received& packet);
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
  void finish(recording_record& record);
  void forget_source(const twilio::track_sid& track);
  void give_up_what_failed();

  twilio::room_sid room_;
  std::string room_name_;
  recorder_services services_;
  std::map<twilio::track_sid, source> sources_;
  std::map<twilio::track_sid, running> running_;
};

}  // namespace flex_video::rooms
