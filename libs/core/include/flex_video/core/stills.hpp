#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/result.hpp"
#include "flex_video/core/ports/session_store.hpp"

#include <string>

namespace flex_video::core {

// Keeps a picture with the session, and records that. Each refuses with errc::session_ended, not_an_image,
// image_too_large or too_many_stills. The change holds the session, so that the pictures are counted.

/// From the device of a guest in the call: also errc::visit_waiting, visit_denied, or visit_not_admitted for
/// one who has left.
base::result<change> keep_still(const session_record& record, const visit& visit, std::string image,
                                base::time_point now, base::random_source& random);
/// From the session's agent.
base::result<change> keep_still(const session& session, std::string image, base::time_point now,
                                base::random_source& random);

}  // namespace flex_video::core
