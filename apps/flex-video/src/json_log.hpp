#pragma once

#include "log_line.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/net/server.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

namespace flex_video::app {

/// The log: a JSON object a line, with time (UTC), level and message, and then what it is about. Any thread.
class json_log {
 public:
  /// To standard error. `level` is "error", "warn", or "info", which also writes a line for every request.
  explicit json_log(const std::string& level);
  /// To `out`, which must outlive the log.
  json_log(const std::string& level, std::ostream& out);
  ~json_log();

  /// `message` is the same words each time; what differs is in `about`.
  void error(std::string_view message, const log_line& about = {}) const;
  void warn(std::string_view message, const log_line& about = {}) const;
  void info(std::string_view message, const log_line& about = {}) const;
  /// A refusal that somebody should know of.
  void warn(const base::error& refusal) const;

  /// The same options, reporting here: requests as "request", and what handlers let out as "failure". The log
  /// must outlive the server.
  net::server_options attach(net::server_options options) const;

 private:
  struct sink;
  std::unique_ptr<sink> sink_;
};

/// What is said about a request. Its address is written without what admits (server::loggable_path).
log_line about_request(const net::access& access);

}  // namespace flex_video::app
