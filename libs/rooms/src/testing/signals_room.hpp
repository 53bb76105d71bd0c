#pragma once

#include "signalling/messages.hpp"
#include "testing/group_room.hpp"

#include <map>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// A group room whose clients talk about media.
struct signals_room : group_room {
  /// What a client says that can talk about all of it; `adaptive`: under `preferredVideoCodecs:'auto'`.
  static boost::json::object talkative(bool adaptive = true);
  /// The same, with such a bandwidth profile.
  static boost::json::object profiled(boost::json::object video);

  /// Joins, and listens on all channels.
  room_client& enter(const std::string& identity, const boost::json::object& wishes = talkative());
  /// Its SCTP is connected, and it listens.
  void listen(const room_client& by);
  void say_on(const room_client& by, media_channel on, const boost::json::object& message);
  void say_text_on(const room_client& by, media_channel on, std::string_view text);
  /// What it was told since the last call.
  std::vector<boost::json::value> told(const room_client& to, media_channel on);
  /// The participant it was told last; null is nobody.
  boost::json::value told_speaker(const room_client& to);
  /// Of the message that switches tracks, if there is exactly one: "off a,b on c", by their names.
  std::string told_switch(const room_client& to);
  void hint(const room_client& by, const std::string& track, boost::json::object how);
  void speak(const room_client& who);

 private:
  channel channel_of(const room_client& of, media_channel on) const;
  std::map<std::string, std::size_t> read_;  ///< by label: how many messages
};

}  // namespace flex_video::rooms
