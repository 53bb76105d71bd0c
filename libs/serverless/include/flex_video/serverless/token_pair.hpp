#pragma once

#include <string>
#include <string_view>

namespace flex_video::serverless {

/// Both tokens and the customer's code for a room, of nobody's asking: what the core makes out of credentials
/// alone, to be compared between its builds and with other libraries. `wish` is {"account", "apiKey",
/// "apiSecret", "linkSecret", "agent", "customer" (identities), "room" (SID), "issuedAt", "expiresAt"
/// (seconds since 1970)}; the answer {"agentToken", "customerToken", "code"}, or {} for what is no such wish.
std::string token_pair_json(std::string_view wish);

}  // namespace flex_video::serverless
