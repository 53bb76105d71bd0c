#include "signalling/ice_servers.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/twilio/digest.hpp"

#include <chrono>
#include <span>
#include <string>

namespace flex_video::rooms {

std::vector<ice_server> ice_servers_for(const std::optional<turn_service>& turn, std::string_view identity,
                                        base::time_point now) {
  if (!turn) return {};
  const auto ends = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()) + turn->life;
  const auto name = std::to_string(ends.count()).append(":").append(identity);
  const auto digest = twilio::hmac_sha1(turn->secret, name);
  const auto password = base::secret{base::to_base64(std::span<const std::byte>{digest})};
  return {{.urls = turn->urls, .username = name, .credential = password}};
}

}  // namespace flex_video::rooms
