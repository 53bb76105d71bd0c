#pragma once

#include "recording/recorded_tracks.hpp"
#include "recording/room_recorder.hpp"
#include "signalling/recording_wish.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// The recording of one group room: what recorded_tracks decides is done by a room_recorder at the end of
/// each step. One thread: the room's.
class room_recording {
 public:
  room_recording(const twilio::room_sid& room, std::string room_name, recorder_services services);

  void set(const recording_wish& wish);
  void enter(const twilio::participant_sid& who, const std::string& identity,
             const std::vector<publication>& tracks);
  void publish(const twilio::participant_sid& who, const std::vector<publication>& tracks);
  void leave(const twilio::participant_sid& who);

  // See room_recorder.
  void produced(const twilio::track_sid& track, producer_id producer, const std::string& codec);
  void ended(const twilio::track_sid& track) { recorder_.ended(track); }
  void take(const packet_received& packet) { recorder_.take(packet); }

  /// When advance() is to be called at the latest.
  std::optional<base::time_point> next_deadline() const { return tick_at_; }
  /// Does what has become due.
  void advance();

  /// What everybody in the room is told. Its revision grows with every change.
  recording_view view() const { return view_; }
  /// It is that of a server before this one which told that revision.
  void go_on_from(std::uint32_t revision) { view_.revision = revision; }

 private:
  void settle();

  const base::clock& clock_;
  recorded_tracks tracks_;
  room_recorder recorder_;
  recording_view view_;
  std::optional<base::time_point> tick_at_;
};

}  // namespace flex_video::rooms
