#pragma once

#include "effects.hpp"
#include "people/directory.hpp"
#include "sync/live_queries.hpp"
#include "taskrouter/reservation.hpp"
#include "tenant.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"

#include <list>
#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// TaskRouter's tasks and reservations. Every change is told to the worker whose it is, and to the Teams
/// view.
class task_board {
 public:
  static constexpr std::size_t most_reservations = 2000;

  /// All must outlive the board.
  task_board(const tenant& tenant, directory& people, live_queries& queries, const base::clock& clock,
             base::random_source& random, outbox& out);

  /// A new task, offered to that agent. errc::too_many. The pointer stays valid.
  base::result<reservation*> offer(const agent& to, boost::json::object attributes, std::string_view channel);
  /// The reservation and its task go on. Being there already is no error and tells nobody.
  /// errc::wrong_status.
  base::result<void> advance(reservation& one, reservation_status to);
  void set_attributes(task& one, boost::json::object attributes);
  /// errc::unknown_activity.
  base::result<void> set_activity(agent& one, std::string_view activity_sid);

  const std::list<reservation>& all() const { return all_; }
  /// How often a task or a reservation has changed, or come.
  unsigned long long changes() const { return changes_; }
  /// Null if the text is not the SID of one.
  reservation* find(std::string_view reservation_sid);
  reservation* find_task(std::string_view task_sid);
  std::vector<const reservation*> active_of(const agent& one) const;

  /// Rows for the Teams view; nothing for an index it does not have.
  std::optional<std::vector<insights_row>> insights(std::string_view index) const;

 private:
  void tell(const reservation& about);
  void refresh(const reservation& about);

  const tenant& tenant_;
  directory& people_;
  live_queries& queries_;
  const base::clock& clock_;
  base::random_source& random_;
  outbox& out_;
  std::list<reservation> all_;
  unsigned long long changes_ = 0;
};

}  // namespace flex_video::sandbox
