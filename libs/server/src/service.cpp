#include "flex_video/server/service.hpp"

#include "agent_routes.hpp"
#include "answers.hpp"
#include "decide.hpp"
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
  auto& [ports, options, gate, flex_origins, cookie, page, link, access, rooms, session, visit, original] =
      *parts_;
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
  const auto noted = decide(
      ports, [&] { return ports.store.find_session_by_room(event.room); },
      [&](const core::session_record& record) -> base::result<std::optional<core::change>> {
        return core::observe(record, event, ports.clock.now(), ports.random);
      });
  if (!noted && noted.error().code != core::store_errc::not_found) return std::unexpected{noted.error()};
  return {};
}

}  // namespace flex_video::server
