#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/core/room_event.hpp"

#include <string>
#include <vector>

namespace flex_video::core::model {

/// What admits to a room, as long as that is in progress: the provider does not know who was put out.
struct access {
  std::string identity;
  room_sid room;
};

/// Rooms as a video provider has them. What happens in them is reported, but the reports are still on their
/// way: the model delivers them in any order, late, and more than once.
class model_provider {
 public:
  explicit model_provider(unsigned places) : places_(places) {}

  /// The room in progress of that name, or a new one.
  room create(const std::string& unique_name, base::random_source& random);
  void complete(const room_sid& room, base::time_point now);
  void remove(const room_sid& room, const std::string& identity, base::time_point now);
  /// Into the room, if that is in progress and has a place. Who is in it already is replaced.
  void connect(const access& token, base::time_point now);
  /// Somebody who is in the room drops out of it.
  void disconnect(const room_sid& room, const std::string& identity, base::time_point now) {
    remove(room, identity, now);
  }
  room_report inspect(const room_sid& room) const;

  std::vector<room_event> reports;  ///< not delivered yet

 private:
  struct held_room {
    core::room name;
    bool in_progress = true;
    std::vector<std::string> inside = {};
  };

  held_room* find(const room_sid& room);

  unsigned places_;
  std::vector<held_room> rooms_;
};

}  // namespace flex_video::core::model
