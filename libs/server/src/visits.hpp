#pragma once

#include "room_access.hpp"
#include "session_rooms.hpp"
#include "turnstile.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/core/lobby.hpp"
#include "flex_video/server/options.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/wire/types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::server {

/// What the holder of a link does. `device` is what the device's cookie said, or nothing.
class visits {
 public:
  visits(const ports& ports, const options& options, turnstile& turnstile, session_rooms& rooms,
         room_access& access)
      : ports_(ports), options_(options), turnstile_(turnstile), rooms_(rooms), access_(access) {}

  struct redeemed {
    wire::visit_answer answer;
    core::device_id device;  ///< for the cookie
    bool returning;
  };
  /// As core::redeem(); errc::invite_invalid, invite_expired; wire::errc::rate_limited by the session whose
  /// link it is, before anything is looked up.
  base::result<redeemed> redeem(std::string_view code, const std::optional<core::device_id>& device);

  /// `visit` tells which, when the device has several.
  base::result<wire::visit_answer> state(const std::optional<core::device_id>& device,
                                         const std::optional<std::string>& visit);
  base::result<wire::join_answer> join(const std::optional<core::device_id>& device,
                                       const std::optional<std::string>& visit);
  /// Takes note of what the page saw: wire::errc::invalid_field or missing_field for its value.
  base::result<void> signal(const std::optional<core::device_id>& device,
                            const std::optional<std::string>& visit,
                            const wire::page_signal_request& request);

  /// The session that a code leads to: errc::invite_invalid, invite_expired. Changes nothing.
  struct destination {
    core::invite invite;
    core::session_record record;
  };
  base::result<destination> follow(std::string_view code);

  /// The device's visit, with its session: errc::visit_unknown, visit_ambiguous.
  struct found {
    core::visit visit;
    core::session_record record;
  };
  base::result<found> find(const std::optional<core::device_id>& device,
                           const std::optional<std::string>& visit);

 private:
  base::result<destination> look_up(const core::invite& invite);
  base::result<core::visit> choose(const core::device_id& device, const std::optional<std::string>& visit);
  base::result<core::device_id> known_or_new(const std::optional<core::device_id>& device);

  const ports& ports_;
  const options& options_;
  turnstile& turnstile_;
  session_rooms& rooms_;
  room_access& access_;
};

}  // namespace flex_video::server
