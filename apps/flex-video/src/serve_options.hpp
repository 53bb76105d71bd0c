#pragma once

#include "group_media.hpp"
#include "serve_sources.hpp"

#include "flex_video/base/secret.hpp"
#include "flex_video/core/messaging_window.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/rooms/options.hpp"
#include "flex_video/server/rate_limits.hpp"
#include "flex_video/twilio/access_token.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace flex_video::app {

enum class video_source {
  twilio,  ///< Twilio Video's cloud
  rooms,   ///< our own rooms, in this process
};

/// PEM files.
struct tls_files {
  std::filesystem::path certificate;  ///< with its chain
  std::filesystem::path key;
};

/// A SQLite file, or a PostgreSQL URL (a secret, since it may hold a password).
using database_place = std::variant<std::filesystem::path, base::secret>;
/// As store::open_store() takes it.
base::secret url_of(const database_place& place);

/// Where Twilio's REST APIs are; no trailing slash.
struct twilio_urls {
  std::string video;
  std::string taskrouter;
  std::string iam;
  std::string conversations;
};

/// How many requests we send to each of Twilio's APIs in a second.
struct twilio_pace {
  std::size_t reads{};
  std::size_t writes{};
};

/// What `flex-video serve` runs with, but the Twilio account. What each value is for, and its range, stands
/// in settings.cpp; every value here lies within it.
struct serve_settings {
  std::string base_url;
  std::string address;
  std::uint16_t port{};
  std::optional<tls_files> tls;
  std::vector<std::string> trusted_proxies;  ///< CIDR networks or single addresses
  std::vector<std::string> allowed_origins;
  std::filesystem::path data;
  std::filesystem::path web;  ///< holds room.html and assets/
  database_place database;
  unsigned workers{};
  video_source video{};
  media_settings media;
  std::filesystem::path recordings;  ///< of group rooms
  rooms::turn_service turn;          ///< without urls there is none
  base::secret auth_token;           ///< of the Twilio account
  base::secret link_secret;          ///< empty: open_link_secret() keeps one
  twilio_urls urls;
  twilio_pace pace;
  core::policy policy;
  std::string consent_version;
  std::vector<core::invitation_template> invitation_templates;
  server::rate_limits rates;
  std::size_t connections{};
  std::size_t body_bytes{};
  std::string log_level;
  base::secret metrics_token;  ///< empty: /metrics answers loopback only
  bool insecure_get_tokens{};

  /// Whether the browsers are: plain HTTP is for loopback.
  bool on_this_machine() const { return base_url.starts_with("http://"); }
};

struct serve_options : serve_settings {
  twilio::credentials twilio;
  twilio::workspace_sid workspace;
};

/// The options that `sources` make together: a flag wins over a variable, and that over the file. Throws
/// usage_error with all problems, each of which says where its value came from, and none of which repeats a
/// value. Reads the files of NAME_FILE variables by way of sources.read_file, and nothing else.
serve_options parse_serve_options(const serve_sources& sources);

/// How the media of our own rooms goes. As parse_serve_options(), but only of that.
media_settings parse_media_settings(const serve_sources& sources);

/// Where serve keeps what must survive.
struct data_places {
  database_place database;
  std::filesystem::path recordings;
};
/// For a command that needs nothing else. As parse_serve_options(), but only of that.
data_places parse_data_places(const serve_sources& sources);

}  // namespace flex_video::app
