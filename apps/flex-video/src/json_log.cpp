#include "json_log.hpp"

#include "flex_video/server/loggable_path.hpp"

#include <spdlog/sinks/ostream_sink.h>
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
    case net::method::other:
      return "other";
  }
  return "other";
}

}  // namespace

struct json_log::sink {
  sink(const std::string& level, spdlog::sink_ptr out) : lines("flex-video", std::move(out)) {
    lines.set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})", spdlog::pattern_time_type::utc);
    lines.set_level(spdlog::level::from_str(level));
  }

  void write(spdlog::level::level_enum level, std::string_view message, const log_line& about) {
    if (!lines.should_log(level)) return;
    auto members = log_line{}.add("message", message).members();
    if (!about.members().empty()) members += "," + about.members();
    lines.log(level, spdlog::string_view_t{members});
  }

  spdlog::logger lines;
};

json_log::json_log(const std::string& level)
    : sink_(new sink{level, std::make_shared<spdlog::sinks::stderr_sink_mt>()}) {}

json_log::json_log(const std::string& level, std::ostream& out)
    : sink_(new sink{level, std::make_shared<spdlog::sinks::ostream_sink_mt>(out)}) {}

json_log::~json_log() = default;

void json_log::error(std::string_view message, const log_line& about) const {
  sink_->write(spdlog::level::err, message, about);
}

void json_log::warn(std::string_view message, const log_line& about) const {
  sink_->write(spdlog::level::warn, message, about);
}

void json_log::info(std::string_view message, const log_line& about) const {
  sink_->write(spdlog::level::info, message, about);
}

void json_log::warn(const base::error& refusal) const {
  warn(refusal.code.message(),
       log_line{}.add("library", refusal.code.category().name()).add("detail", refusal.detail));
}

net::server_options json_log::attach(net::server_options options) const {
  if (sink_->lines.should_log(spdlog::level::info))
    options.on_access = [this](const net::access& access) { info("request", about_request(access)); };
  options.on_failure = [this](std::string_view what) { error("failure", log_line{}.add("what", what)); };
  return options;
}

log_line about_request(const net::access& access) {
  log_line about;
  about.add("request", access.request_id)
      .add("method", name_of(access.verb))
      .add("path", server::loggable_path(access.path))
      .add("status", access.status)
      .add("microseconds", access.took.count())
      .add("from", access.remote_address);
  return about;
}

}  // namespace flex_video::app
