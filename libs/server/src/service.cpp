#include "flex_video/server/service.hpp"

#include "agent_routes.hpp"
#include "answers.hpp"
#include "original_routes.hpp"
#include "page_routes.hpp"
#include "parts.hpp"
#include "visit_routes.hpp"

#include "flex_video/core/presence.hpp"
#include "flex_video/wire/openapi.hpp"

namespace flex_video::server {
namespace {

options usable(options options) {
  require_usable(options);
  return options;
}

}  // namespace

service::service(const ports& ports, options options)
    : parts_(std::make_unique<parts>(ports, usable(std::move(options)))) {}

service::~service() = default;

void service::add_routes(net::router& router) {
  auto& [ports, options, gate, flex_origins, cookie, page, link, access, session, visit, original] = *parts_;
  add_agent_routes(router, gate, flex_origins, session);
  add_visit_routes(router, visit, cookie, options.base_url);
  add_page_routes(router, page, visit, session);
  add_original_routes(router, gate, flex_origins, original, options.insecure_get_tokens);
  router.add(net::method::get, "/healthz",
             [](const net::request&) { return answer_json(200, wire::to_json(wire::health{"ok"})); });
  router.add(net::method::get, "/openapi.json",
             [document = std::make_shared<const std::string>(wire::openapi())](const net::request&) {
               auto answer = answer_json(200, {});
               answer.shared_body = document;
               return answer;
             });
}

base::result<void> service::on_room_event(const core::room_event& event) {
  auto& ports = parts_->ports;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    const auto session = ports.store.find_session_by_room(event.room);
    if (!session && session.error().code == core::store_errc::not_found) return {};
    if (!session) return std::unexpected{session.error()};
    const auto visits = ports.store.visits_of(session->id);
    if (!visits) return std::unexpected{visits.error()};
    const auto change = core::observe(*session, *visits, event, ports.clock.now(), ports.random);
    if (!change) return {};
    const auto stored = ports.store.commit(*change);
    if (!is_conflict(stored)) return stored;
  }
  return base::fail(core::store_errc::conflict, "room event");
}

}  // namespace flex_video::server
