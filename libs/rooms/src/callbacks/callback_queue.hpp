#pragma once

#include "rest/room_record.hpp"
#include "signalling/deadline_queue.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/twilio/form.hpp"
#include "flex_video/twilio/retry_schedule.hpp"

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace flex_video::rooms {

/// One report of what happened in a room.
struct status_callback {
  twilio::room_sid room;
  std::string url;
  callback_method method;
  twilio::form parameters;
};

struct callback_limits {
  std::size_t waiting = 10'000;       ///< of all rooms; one more is lost
  std::size_t waiting_of_room = 200;  ///< the same of one
  std::size_t under_way = 8;          ///< at once
  std::size_t under_way_to_target =
      2;  ///< at once to one host, so that one that hangs leaves room for others
  std::chrono::milliseconds lifetime{60'000};  ///< from the first attempt; after that none is made again
  twilio::retry_limits retries{.attempts = 4,
                               .first_delay = std::chrono::milliseconds{500},
                               .longest_delay = std::chrono::milliseconds{8'000},
                               .longest_retry_after = std::chrono::milliseconds{20'000}};
};

/// Which status callback is sent when: those of one room one after the other, in their order. One that nobody
/// takes is lost when its retries are used up, and the next one's turn comes.
class callback_queue {
 public:
  /// Both must outlive the queue.
  callback_queue(const callback_limits& limits, const base::clock& clock, base::random_source& random);

  /// False if there is no place for it: then it is lost.
  bool add(status_callback callback);
  /// Those to be sent now; each is under way until finished().
  std::vector<status_callback> take_due();
  /// How the attempt at the room's callback that was under way ended. False if that callback is lost. A
  /// receiver that is busy says when to come again, and is asked longest_retry_after later at the latest.
  bool finished(const twilio::room_sid& room, const twilio::call_attempt& attempt);
  /// When take_due() has more, if nothing finishes before.
  std::optional<base::time_point> next_deadline() const { return retries_.next(); }
  std::size_t waiting() const { return waiting_; }
  /// Those of one room that nobody has taken yet, in their order, with the one that is under way.
  std::vector<status_callback> waiting_of(const twilio::room_sid& room) const;

 private:
  /// What one room has to say.
  struct room_line {
    std::deque<status_callback> callbacks;  ///< the first is the one under way or tried again
    std::optional<twilio::retry_schedule> schedule;
  };

  void go_on(const twilio::room_sid& room, room_line& of);

  callback_limits limits_;
  const base::clock& clock_;
  base::random_source& random_;
  std::unordered_map<twilio::room_sid, room_line> lines_;
  std::deque<twilio::room_sid> ready_;  ///< rooms whose first callback may be sent
  deadline_queue<twilio::room_sid> retries_;
  std::map<std::string, std::size_t> under_way_;  ///< by target
  std::size_t all_under_way_ = 0;
  std::size_t waiting_ = 0;
};

}  // namespace flex_video::rooms
