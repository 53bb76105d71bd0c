#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/net/server.hpp"

#include <memory>
#include <string>

namespace flex_video::app {

/// The log: JSON lines on standard error. Addresses are written without what admits (server::loggable_path).
class access_log {
 public:
  /// `level` is "error", "warn", or "info", which also writes a line for every request.
  explicit access_log(const std::string& level);
  ~access_log();

  /// The same options, reporting here. The log must outlive the server.
  net::server_options attach(net::server_options options) const;
  void warn(const base::error& error) const;

 private:
  struct sink;
  std::unique_ptr<sink> sink_;
};

}  // namespace flex_video::app
