#pragma once

#include "signalling/room.hpp"

#include "flex_video/base/result.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// The rooms in progress, by SID and unique name, and the SIDs of those that ended last.
class room_directory {
 public:
  /// Must outlive this.
  explicit room_directory(const room_services& services) : services_(services) {}

  /// By SID or unique name; null if no such room is in progress.
  room* find(std::string_view name_or_sid) const;
  bool ended(std::string_view sid) const;
  /// Nothing if it has not, or is forgotten.
  std::optional<base::time_point> ended_at(const twilio::room_sid& sid) const;
  std::size_t size() const { return rooms_.size(); }
  /// Those in progress.
  std::vector<const room*> all() const;
  /// Refuses a name that no room may have with room_name_invalid or room_name_too_long; none is none at all.
  base::result<void> check_name(const std::optional<std::string>& unique_name) const;

  /// A new room. Without a name its SID is its name. The caller has looked whether the name is free.
  /// Refuses with room_name_invalid, room_name_too_long or room_not_created (limits::rooms).
  base::result<room*> open(const std::optional<std::string>& unique_name, unsigned max_participants,
                           bool ad_hoc, const room_terms& terms = {});

  /// A room that a server before us had; null if one of that SID or name is in progress.
  room* take_up(const room_state& kept);
  /// Destroys a room and remembers its SID as that of an ended one.
  void end(const room& ending);
  /// Remembers a room that has ended with a server before us.
  void remember(const twilio::room_sid& sid, base::time_point ended);
  /// Forgets those beyond limits::ended_rooms_remembered and limits::ended_rooms_for.
  std::vector<twilio::room_sid> forget_ended();

 private:
  const room_services& services_;
  std::unordered_map<twilio::room_sid, std::unique_ptr<room>> rooms_;
  std::unordered_map<std::string, twilio::room_sid> sids_;  ///< by unique name
  std::unordered_map<twilio::room_sid, base::time_point> ended_;
  std::set<std::pair<base::time_point, twilio::room_sid>> ended_by_age_;
};

}  // namespace flex_video::rooms
