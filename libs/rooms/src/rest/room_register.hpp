#pragma once

#include "rest/room_record.hpp"
#include "signalling/room_watcher.hpp"

#include <functional>
#include <map>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace flex_video::rooms {

/// How much of the past is remembered.
struct register_limits {
  std::size_t ended_rooms = 1'000;      ///< the oldest are forgotten first
  std::size_t past_participants = 200;  ///< of one room; the same
};

/// Something that happened in a room, as status callbacks tell it.
struct room_moment {
  std::string_view event;  ///< Twilio's name of it: "participant-connected"
  const participant_record* participant = nullptr;
  const track_record* track = nullptr;
};

/// The records of all rooms in progress and the last that ended, told by what changes in them.
class room_register final : public room_watcher {
 public:
  using listener = std::function<void(room_record&, const room_moment&)>;

  /// `clock` must outlive the register. `listen` is told what happens, in its order; it may be empty.
  room_register(const register_limits& limits, const base::clock& clock, listener listen);

  /// A room that it sees for the first time with people inside was there before: nobody is told of them.
  void changed(const room& room) override;
  void ended(const room& room) override;
  /// Says that the room, which it has seen, was just created.
  void announce(const twilio::room_sid& sid);

  /// A room that a server before this one had, as it was known there.
  void restore(room_record kept);
  void forget(const twilio::room_sid& sid) override;

  /// By SID, or of those in progress by unique name; null if it is not known.
  room_record* find(std::string_view sid_or_unique_name);
  /// Newest first. Valid until the next change.
  std::vector<const room_record*> all() const;

 private:
  room_record& record_of(const room& room);
  void arrive(room_record& in, const participant& newcomer);
  void refresh(room_record& in, participant_record& known, const participant& now);
  void publish(room_record& in, participant_record& from, const publication& track);
  void leave(room_record& in, participant_record& gone);
  void forget_oldest_participants(room_record& in) const;
  void forget_oldest_rooms();
  std::uint64_t unused_since(base::time_point created) const;
  void tell(room_record& in, const room_moment& moment);

  register_limits limits_;
  const base::clock& clock_;
  base::time_point began_;  ///< rooms that were made before are another server's
  listener listen_;
  bool quiet_ = false;
  ordinal last_ = 0;
  std::map<ordinal, room_record> rooms_;
  std::unordered_map<twilio::room_sid, ordinal> by_sid_;
  std::unordered_map<std::string, ordinal> by_name_;  ///< in progress
  std::set<std::pair<base::time_point, ordinal>> ended_;
};

}  // namespace flex_video::rooms
