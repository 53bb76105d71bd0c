#pragma once

#include "flex_video/base/id.hpp"

namespace flex_video::rooms {

/// The secret a client resumes with. Whoever knows it is that participant: it goes to that client and nowhere
/// else.
using session_key = base::id<struct session_tag>;

/// What we know a session by: who reads it can't resume with it.
using session_digest = base::id<struct session_digest_tag>;

/// The first half of its SHA-256.
session_digest digest_of(const session_key& key);

}  // namespace flex_video::rooms
