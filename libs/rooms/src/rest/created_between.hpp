#pragma once

#include "rest/rest_message.hpp"

#include "flex_video/base/clock.hpp"

#include <optional>

namespace flex_video::rooms {

/// DateCreatedAfter and DateCreatedBefore of a list.
struct created_between {
  std::optional<base::time_point> after;   ///< then or later
  std::optional<base::time_point> before;  ///< earlier

  bool holds(base::time_point created) const {
    return (!after || created >= *after) && (!before || created < *before);
  }
};

/// Takes a day ("2026-08-01", its beginning in UTC) or a time of RFC 3339. Refuses with 20001.
rest_result<created_between> read_created_between(const twilio::form& query);

}  // namespace flex_video::rooms
