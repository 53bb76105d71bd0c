#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/ports/code_signer.hpp"
#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/session_feed.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"
#include "flex_video/server/metrics.hpp"
#include "flex_video/twilio/access_token.hpp"

#include <functional>

namespace flex_video::server {

/// What the service reaches the outside through. All of it must outlive the service, and is called on the
/// loop thread; the store and the clock also where threads::run runs its tasks, the last of which they must
/// outlive.
struct ports {
  core::session_store& store;
  core::webhook_inbox& inbox;
  core::session_feed& feed;  ///< of that store
  core::video_provider& video;
  core::flex_identity& identity;
  core::task_directory& tasks;
  core::conversation_messages& messages;
  const base::clock& clock;
  base::random_source& random;
  core::code_signer& signer;
  twilio::access_token_issuer& tokens;
  metrics& counts;  ///< what /metrics tells
  /// Called when there is a webhook to be worked off, on the thread that kept it; may be empty.
  std::function<void()> webhook_kept = {};
};

}  // namespace flex_video::server
