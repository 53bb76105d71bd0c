#include "flex_video/rooms/turn_credentials.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/twilio/digest.hpp"

#include <chrono>
#include <span>

namespace flex_video::rooms {

turn_credentials turn_credentials_for(const turn_service& service, std::string_view identity,
                                      base::time_point now) {
  const auto ends = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()) + service.life;
  auto name = std::to_string(ends.count()).append(":").append(identity);
  const auto digest = twilio::hmac_sha1(service.secret, name);
  auto password = base::to_base64(std::span<const std::byte>{digest});
  return {.username = std::move(name), .password = base::secret{std::move(password)}};
}

}  // namespace flex_video::rooms
