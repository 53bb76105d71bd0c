#pragma once

#include "web_message.hpp"

#include <optional>

namespace flex_video::sandbox {

/// Files that Flex loads from assets.twilio.com, assets.flex.twilio.com, media.twiliocdn.com and
/// sdk.twilio.com, and the status page's summary: empty or silent, so that nothing is missing. Nothing for
/// any other request.
std::optional<web_reply> answer_asset(const web_request& request);

}  // namespace flex_video::sandbox
