#include "room_page.hpp"

#include "answers.hpp"

#include "flex_video/core/supervision.hpp"

#include <string_view>

namespace flex_video::server {
namespace {

constexpr std::string_view arrival_mark = "__ARRIVAL__";

// Twilio's signalling and its insights gateway, as the README of twilio-video.js lists them.
constexpr std::string_view twilio_cloud = "wss://*.vss.twilio.com wss://sdkgw.us1.twilio.com";

/// "wss://host:port" of "wss://host:port/path".
std::string origin_of(const std::string& url) { return url.substr(0, url.find('/', url.find("://") + 3)); }

std::string content_policy(const options& options, const std::string& ancestors) {
  const auto signalling = options.ws_server ? origin_of(*options.ws_server) : std::string{twilio_cloud};
  return "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
         "media-src 'self' blob: mediastream:; worker-src 'self' blob:; connect-src 'self' " +
         signalling + "; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors " +
         ancestors;
}

std::string flex_ancestors(const options& options) {
  std::string ancestors = options.framed_by_self ? "'self'" : "";
  for (const auto& origin : options.allowed_origins) ancestors += (ancestors.empty() ? "" : " ") + origin;
  return ancestors.empty() ? "'none'" : ancestors;
}

}  // namespace

room_page::room_page(const options& options)
    : before_(options.room_page.substr(0, options.room_page.find(arrival_mark))),
      after_(options.room_page.substr(before_.size() + arrival_mark.size())),
      link_policy_(content_policy(options, options.framed_by_self ? "'self'" : "'none'")),
      flex_policy_(content_policy(options, flex_ancestors(options))),
      view_only_(core::only_watches(options.policy)),
      ws_server_(options.ws_server) {
  if (options.policy.recording_allowed) consent_ = wire::consent_terms{options.consent_version};
  if (!options.allowed_origins.empty()) flex_origins_ = options.allowed_origins;
}

net::response room_page::for_link(unsigned status, wire::arrival_state state,
                                  std::optional<std::string> agent_name,
                                  std::optional<wire::language_tag> locale) const {
  return answer(status,
                {.role = wire::page_role::customer,
                 .state = state,
                 .agent_name = std::move(agent_name),
                 .locale = std::move(locale),
                 .ws_server = state == wire::arrival_state::open ? ws_server_ : std::nullopt,
                 .consent = state == wire::arrival_state::open ? consent_ : std::nullopt},
                link_policy_);
}

net::response room_page::for_flex(wire::page_role role, unsigned status, wire::arrival_state state,
                                  const std::optional<core::session_id>& session) const {
  const bool watches = role == wire::page_role::supervisor && view_only_;
  return answer(status,
                {.role = role,
                 .state = state,
                 .session = session,
                 .flex_origins = flex_origins_,
                 .view_only = watches ? std::optional{true} : std::nullopt},
                flex_policy_);
}

net::response room_page::answer(unsigned status, const wire::arrival& arrival,
                                const std::string& content_policy) const {
  net::response page;
  page.status = status;
  page.body = before_ + wire::to_json(arrival) + after_;
  page.with("Content-Type", "text/html; charset=utf-8")
      .with("Content-Security-Policy", content_policy)
      .with("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self)");
  add_security_headers(page);
  return page;
}

}  // namespace flex_video::server
