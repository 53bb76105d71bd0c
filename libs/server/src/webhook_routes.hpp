#pragma once

#include "webhooks.hpp"

#include "flex_video/net/router.hpp"

namespace flex_video::server {

/// Adds what Twilio posts to: /webhooks/twilio/video and /webhooks/twilio/taskrouter. Everything passed must
/// outlive the router.
void add_webhook_routes(net::router& router, webhooks& webhooks);

}  // namespace flex_video::server
