#pragma once

#include "doctor/media_verdicts.hpp"
#include "doctor/site_verdicts.hpp"
#include "doctor/state_verdicts.hpp"
#include "doctor/twilio_verdicts.hpp"
#include "serve_options.hpp"

#include "flex_video/net/http_client.hpp"

#include <filesystem>
#include <optional>
#include <string>

// What the checks ask the world. Each blocks, and decides nothing.
namespace flex_video::app::doctor {

/// GET `url` as `caller`.
twilio_reply ask_twilio(net::http_client& http, const std::string& url, const net::basic_credentials& caller);

base::result<health_answer> ask_health(net::http_client& http, const std::string& base_url);
std::optional<base::time_point> find_certificate_expiry(const serve_options& options);
/// Listens as serve would, for a moment.
port_found try_port(net::http_client& http, const serve_options& options);
/// Takes a port of each address, for a moment.
media_state try_media(const serve_options& options);

database_found find_database(const serve_options& options);
/// `file` is the one that FLEX_VIDEO_LINK_SECRET_FILE names; empty if none.
link_secret_found find_link_secret(const serve_options& options, const std::filesystem::path& file);
/// Asks for a relayed address at one of the service's URLs, as a browser does; what was given is let go.
turn_found try_turn(const rooms::turn_service& service, const std::string& url);
web_found find_web_files(const std::filesystem::path& folder);

}  // namespace flex_video::app::doctor
