#include "flex_video/core/erasable.hpp"

namespace flex_video::core {

bool erasable(const session& session, base::time_point now) {
  return deletable(session) && session.ended_at && *session.ended_at + room_written_within <= now;
}

}  // namespace flex_video::core
