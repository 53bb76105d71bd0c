#include "access_log.hpp"

#include "flex_video/server/loggable_path.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace flex_video::app {
namespace {

constexpr std::string_view name_of(net::method verb) {
  switch (verb) {
    case net::method::get:
      return "GET";
    case net::method::head:
      return "HEAD";
    case net::method::post:
      return "POST";
    case net::method::put:
      return "PUT";
    case net::method::patch:
      return "PATCH";
    case net::method::delete_:
      return "DELETE";
    case net::method::options:
      return "OPTIONS";
    default:
      return "other";
  }
}

/// As the inside of a JSON string: what needs escaping, and what is not ASCII, becomes '?'.
std::string plain(std::string_view text) {
  std::string out{text};
  for (auto& c : out) {
    if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') c = '?';
  }
  return out;
}

}  // namespace

struct access_log::sink {
  spdlog::logger lines;
};

access_log::access_log(const std::string& level)
    : sink_(new sink{spdlog::logger{"flex-video", std::make_shared<spdlog::sinks::stderr_sink_st>()}}) {
  sink_->lines.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                           spdlog::pattern_time_type::utc);
  sink_->lines.set_level(spdlog::level::from_str(level));
}

access_log::~access_log() = default;

net::server_options access_log::attach(net::server_options options) const {
  auto& lines = sink_->lines;
  if (lines.should_log(spdlog::level::info)) {
    options.on_access = [&lines](const net::access& access) {
      lines.info(R"("method":"{}","path":"{}","status":{},"microseconds":{},"from":"{}")",
                 name_of(access.verb), plain(server::loggable_path(access.path)), access.status,
                 access.took.count(), plain(access.remote_address));
    };
  }
  options.on_failure = [&lines](std::string_view what) { lines.error(R"("failure":"{}")", plain(what)); };
  return options;
}

void access_log::warn(const base::error& error) const {
  sink_->lines.warn(R"("problem":"{}","detail":"{}")", plain(error.code.message()), plain(error.detail));
}

}  // namespace flex_video::app
