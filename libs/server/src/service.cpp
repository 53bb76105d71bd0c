#include "flex_video/server/service.hpp"

#include "agent_routes.hpp"
#include "answers.hpp"
#include "operator_routes.hpp"
#include "original_routes.hpp"
#include "page_routes.hpp"
#include "parts.hpp"
#include "visit_routes.hpp"
#include "webhook_routes.hpp"

#include "flex_video/wire/openapi.hpp"

namespace flex_video::server {
namespace {

options usable(options options) {
  require_usable(options);
  return options;
}

}  // namespace

service::service(const ports& ports, options options, threads threads)
    : parts_(std::make_unique<parts>(ports, usable(std::move(options)), std::move(threads))) {}

service::~service() = default;

void service::add_routes(net::router& router) {
  auto& all = *parts_;
  add_agent_routes(router, all.gate, all.callers, all.flex_origins, all.session, all.guest, all.invitation,
                   all.still, all.streams, all.ports.clock);
  add_visit_routes(router, all.callers, all.visit, all.still, all.streams, all.cookie, all.options.base_url);
  add_page_routes(router, all.callers, all.page, all.visit, all.session);
  add_original_routes(router, all.gate, all.callers, all.flex_origins, all.original,
                      all.options.insecure_get_tokens);
  if (all.webhook) add_webhook_routes(router, *all.webhook);
  add_operator_routes(router, all.ports.store, all.options.draining, all.ports.counts,
                      all.options.metrics_token);
  router.add(net::method::get, "/openapi.json",
             [document = std::make_shared<const std::string>(wire::openapi())](const net::request&) {
               auto answer = answer_json(200, {});
               answer.shared_body = document;
               return answer;
             });
}

void service::on_tick() { parts_->streams.on_tick(); }

base::result<void> service::on_room_event(const core::room_event& event) {
  return parts_->report.room(event);
}

base::result<void> service::on_task_end(const core::task_sid& task) { return parts_->report.task_end(task); }

sweep_tally service::sweep() { return parts_->sweep.sweep(); }

base::result<std::size_t> service::work_off_webhooks() {
  if (!parts_->webhook) return 0;
  return parts_->webhook->work_off();
}

}  // namespace flex_video::server
