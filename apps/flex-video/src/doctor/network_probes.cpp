#include "doctor/certificate.hpp"
#include "doctor/probes.hpp"
#include "usage_error.hpp"

#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/server.hpp"
#include "flex_video/twilio/rest.hpp"

#include <chrono>
#include <unistd.h>

namespace flex_video::app::doctor {
namespace {

constexpr std::chrono::seconds patience{8};  // less than a check may take, so that it can say what happened

/// The address that this host reaches a listener at.
std::string local_host(const std::string& address) {
  if (address == "0.0.0.0" || address == "::") return "127.0.0.1";
  return address.contains(':') ? "[" + address + "]" : address;
}

bool can_listen(const std::string& address) {
  net::server_options listening;
  listening.address = address;
  listening.port = 0;
  try {
    net::event_loop loop;
    const net::server listener{loop, std::move(listening)};
    return true;
  } catch (const std::system_error&) {
    return false;
  }
}

bool is_flex_video(net::http_client& http, const std::string& origin) {
  const auto answer = http.send({.url = origin + "/openapi.json", .timeout = patience});
  return answer && answer->body.contains(R"("title":"flex-video")");
}

}  // namespace

twilio_reply ask_twilio(net::http_client& http, const std::string& url,
                        const net::basic_credentials& caller) {
  auto answer = http.send({.url = url, .credentials = caller, .timeout = patience});
  if (!answer) return std::unexpected{answer.error()};
  const auto error = twilio::parse_rest_error(answer->body);
  return twilio_answer{.status = answer->status,
                       .error = error ? error->code : 0,
                       .date = parse_http_date(answer->header("date")),
                       .body = std::move(answer->body)};
}

base::result<health_answer> ask_health(net::http_client& http, const std::string& base_url) {
  const auto answer = http.send({.url = base_url + "/healthz", .timeout = patience});
  if (!answer) return std::unexpected{answer.error()};
  return health_answer{.status = answer->status, .says_ok = answer->body == R"({"status":"ok"})"};
}

std::optional<base::time_point> find_certificate_expiry(const serve_options& options) {
  if (!options.base_url.starts_with("https://")) return std::nullopt;
  return options.tls ? expiry_in_file(options.tls->certificate) : expiry_at(options.base_url);
}

port_found try_port(net::http_client& http, const serve_options& options) {
  port_found found{.port = options.port, .refusal = {}};
  net::server_options listening;
  listening.address = options.address;
  listening.port = options.port;
  if (options.tls) listening.tls = net::certificate_files{options.tls->certificate, options.tls->key};
  try {
    net::event_loop loop;
    const net::server listener{loop, std::move(listening)};
  } catch (const std::system_error& refused) {
    found.refusal = refused.code();
  }
  if (found.refusal != std::errc::address_in_use) return found;
  // By the name that the certificate is for, if there is one.
  const auto origin = options.tls
                          ? options.base_url
                          : "http://" + local_host(options.address) + ":" + std::to_string(options.port);
  found.held_by_us = is_flex_video(http, origin);
  return found;
}

media_state try_media(const serve_options& options) {
  media_state found{.refusal = {}, .chosen = {}, .unwanted = options.media.workers == 0U, .foreign = {}};
  try {
    found.chosen = choose_media(options.media, find_media(options.media), options.on_this_machine());
    found.calls = choose_room_type(options.media, found.chosen.has_value()) == rooms::room_type::group;
  } catch (const usage_error& refused) {
    found.refusal = refused.what();
  }
  if (!found.chosen) return found;
  found.executable = access(found.chosen->worker.c_str(), X_OK) == 0;
  for (const auto& address : found.chosen->addresses) {
    if (!can_listen(address.listen)) found.foreign.push_back(address.listen);
  }
  return found;
}

}  // namespace flex_video::app::doctor
