#include "webhook_routes.hpp"

namespace flex_video::server {

void add_webhook_routes(net::router& router, webhooks& webhooks) {
  const auto add = [&](std::string_view path, core::webhook_source source) {
    const auto accept = [&webhooks, source](const net::request& request) {
      return webhooks.accept(source, request);
    };
    router.add(net::method::post, path, accept, net::runs_on::worker);
  };
  add("/webhooks/twilio/video", core::webhook_source::video);
  add("/webhooks/twilio/taskrouter", core::webhook_source::task_router);
}

}  // namespace flex_video::server
