#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/rooms/options.hpp"

#include <sys/types.h>

#include <filesystem>
#include <memory>
#include <string>

namespace flex_video::app {

/// A TURN server of the demo's own: Debian's coturn, for as long as this lives.
class coturn {
 public:
  /// Null if it is not installed. It listens on `address`, at a free port, and keeps its files in `folder`.
  /// Throws std::runtime_error or std::system_error if it can't be started.
  static std::unique_ptr<coturn> start(const std::filesystem::path& folder, const std::string& address,
                                       base::random_source& random);
  ~coturn();
  coturn(const coturn&) = delete;
  coturn& operator=(const coturn&) = delete;

  /// How clients reach it. It takes a moment until it listens.
  const rooms::turn_service& service() const { return service_; }

 private:
  coturn(pid_t process, rooms::turn_service service) : process_(process), service_(std::move(service)) {}

  pid_t process_;
  rooms::turn_service service_;
};

}  // namespace flex_video::app
