#pragma once

#include "sessions.hpp"
#include "visits.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/core/still.hpp"
#include "flex_video/server/ports.hpp"
#include "flex_video/wire/types.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::server {

/// The pictures of a call: guests' devices and the agent keep them, who may see the session sees them. The
/// texts are what stood in the path.
class stills {
 public:
  stills(const ports& ports, sessions& sessions, visits& visits)
      : ports_(ports), sessions_(sessions), visits_(visits) {}

  /// As core::keep_still(), and visits::find().
  base::result<wire::still_answer> keep(const std::optional<core::device_id>& device,
                                        const std::optional<std::string>& visit, std::string_view image);
  /// As core::keep_still(), and sessions::find_owned().
  base::result<wire::still_answer> keep(const core::flex_user& user, std::string_view session,
                                        std::string_view image);

  /// As sessions::find_viewed().
  base::result<wire::still_list> list(const core::flex_user& user, std::string_view session);
  /// Also errc::still_not_found.
  base::result<core::kept_still> find(const core::flex_user& user, std::string_view session,
                                      std::string_view still);

 private:
  const ports& ports_;
  sessions& sessions_;
  visits& visits_;
};

}  // namespace flex_video::server
