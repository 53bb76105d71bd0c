#include "serve.hpp"

#include "json_log.hpp"
#include "link_secret.hpp"
#include "loop_rooms.hpp"
#include "periodic.hpp"
#include "room_event_adapter.hpp"
#include "room_files.hpp"

#include "flex_video/net/http_client.hpp"
#include "flex_video/net/server.hpp"
#include "flex_video/net/workers.hpp"
#include "flex_video/rooms/room_server.hpp"
#include "flex_video/rooms/signalling_endpoint.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/server/measured_store.hpp"
#include "flex_video/server/measured_twilio.hpp"
#include "flex_video/server/service.hpp"
#include "flex_video/server/twilio_cloud.hpp"
#include "flex_video/store/open_store.hpp"

#include <atomic>
#include <iostream>
#include <optional>
#include <stdexcept>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;

constexpr auto sweep_every = 5s;
constexpr auto certificate_read_again_every = 12h;
constexpr auto drain_for = 10s;
constexpr std::size_t waiting_requests = 1'000;
constexpr std::size_t waiting_reports = 100'000;

std::string websocket_url(const std::string& base_url) {
  return "ws" + base_url.substr(std::string{"http"}.size()) + "/signaling";
}

std::unique_ptr<store::sql_store> open_database(const serve_options& options) {
  std::filesystem::create_directories(options.data);
  const auto* file = std::get_if<std::filesystem::path>(&options.database);
  const auto url = file ? base::secret{"sqlite:" + file->string()} : std::get<base::secret>(options.database);
  auto opened = store::open_store(url, {.connections = options.workers});
  if (!opened) {
    const auto& [code, detail] = opened.error();
    throw std::runtime_error("the database: " + code.message() + (detail.empty() ? "" : ": " + detail));
  }
  return *std::move(opened);
}

server::twilio_cloud_options cloud_options(const serve_options& options) {
  return {.account = options.twilio.account,
          .workspace = options.workspace,
          .credentials = {.user = options.twilio.account.str(), .password = options.auth_token},
          .status_callback = options.base_url + "/webhooks/twilio/video",
          .video_url = options.urls.video,
          .iam_url = options.urls.iam,
          .taskrouter_url = options.urls.taskrouter,
          .writes_per_second = options.pace.writes,
          .reads_per_second = options.pace.reads};
}

net::server_options listening(const serve_options& options) {
  net::server_options listen;
  listen.address = options.address;
  listen.port = options.port;
  listen.limits.connections = options.connections;
  listen.limits.body_bytes = options.body_bytes;
  if (options.tls) listen.tls = net::certificate_files{options.tls->certificate, options.tls->key};
  for (const auto& network : options.trusted_proxies)
    listen.trusted_proxies.push_back(net::network::parse(network).value());
  listen.default_headers = {{"X-Content-Type-Options", "nosniff"},
                            {"Referrer-Policy", "no-referrer"},
                            {"Cache-Control", "no-store"}};
  if (options.base_url.starts_with("https://"))
    listen.default_headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return listen;
}

server::options service_options(const serve_options& options, const room_files& files,
                                const server::metrics& counts, const std::atomic<bool>& draining) {
  server::options with;
  with.base_url = options.base_url;
  if (options.video == video_source::rooms) with.ws_server = websocket_url(options.base_url);
  with.allowed_origins = options.allowed_origins;
  with.policy = options.policy;
  with.room_page = files.page();
  with.auth_token = options.auth_token;
  with.counts = &counts;
  with.metrics_token = options.metrics_token;
  with.draining = [&draining] { return draining.load(); };
  with.insecure_get_tokens = options.insecure_get_tokens;
  with.rates = options.rates;
  return with;
}

}  // namespace

// A list of what there is and how it is connected, in the order in which it is to be destroyed.
// NOLINTNEXTLINE(readability-function-size)
int run_serve(const serve_options& options) {
  const base::system_clock clock;
  base::system_random random;
  const json_log log{options.log_level};
  if (options.insecure_get_tokens) log.warn("get-tokens gives tokens to anybody (insecure_get_tokens)");
  server::metrics counts;
  std::atomic<bool> draining = false;
  const room_files files{options.web};
  const auto link_secret =
      options.link_secret.empty() ? open_link_secret(options.data, random) : options.link_secret;

  const auto database = open_database(options);
  server::measured_store sessions{*database, counts};
  const auto http = net::make_http_client();
  server::sleeping_waiter waiter;
  server::twilio_cloud cloud{*http, cloud_options(options), clock, random, waiter};
  server::measured_identity identity{cloud.identity(), counts};
  server::measured_tasks tasks{cloud.tasks(), counts};
  server::hmac_code_signer signer{link_secret};
  twilio::access_token_issuer tokens{options.twilio};

  net::event_loop loop;
  std::optional<server::service> service;
  const auto note = [&log](const base::result<void>& outcome) {
    if (!outcome) log.warn(outcome.error());
  };
  std::optional<net::workers> workers;
  std::optional<net::workers> reporting;  // one thread, since reports keep their order
  rooms::room_server own_rooms{
      {}, options.twilio, clock, random, [&](const rooms::room_event& event) {
        reporting->post([&, told = to_core(event, clock.now())] { note(service->on_room_event(told)); });
      }};
  loop_rooms rooms_from_workers{loop, own_rooms};
  server::measured_video video{options.video == video_source::rooms
                                   ? static_cast<core::video_provider&>(rooms_from_workers)
                                   : cloud.video(),
                               counts};

  const auto work_off = [&] {
    if (const auto left = service->work_off_webhooks(); !left) log.warn(left.error());
  };
  service.emplace(
      server::ports{.store = sessions,
                    .inbox = *database,
                    .feed = *database,
                    .video = video,
                    .identity = identity,
                    .tasks = tasks,
                    .clock = clock,
                    .random = random,
                    .signer = signer,
                    .tokens = tokens,
                    .webhook_kept = [&] { reporting->post(work_off); }},
      service_options(options, files, counts, draining),
      server::threads{.run = [&](std::function<void()> task) { workers->post(std::move(task)); },
                      .post_to_loop = [&](std::function<void()> task) { loop.post(std::move(task)); }});
  reporting.emplace(1, waiting_reports);
  net::workers sweeping{1, 1};
  workers.emplace(options.workers, waiting_requests);

  auto listen = log.attach(listening(options));
  listen.workers = &*workers;
  listen.on_access = [&counts, logged = listen.on_access](const net::access& access) {
    counts.request(server::route_class_of(access.path), access.status);
    if (logged) logged(access);
  };
  net::server server{loop, std::move(listen)};
  net::router routes;
  service->add_routes(routes);
  files.add_routes(routes);
  if (options.video == video_source::rooms) rooms::serve_signalling(routes, loop, own_rooms);
  server.serve(std::move(routes));

  const periodic ticks{loop, server::service::tick_period, [&] { service->on_tick(); }};
  const periodic sweep{loop, sweep_every, [&] {
                         sweeping.post([&] { service->sweep(); });
                         reporting->post(work_off);
                       }};
  std::optional<periodic> renewal;
  if (options.tls)
    renewal.emplace(loop, certificate_read_again_every, [&] { note(server.reload_certificate()); });
  loop.on_interrupt([&] {
    draining = true;
    server.stop(drain_for, [&] { loop.stop(); });
  });
  log.info("serving", {});
  std::cout << "flex-video serves " << options.base_url << " on port " << server.port() << "   (Ctrl-C ends)"
            << std::endl;
  loop.run();
  workers->stop();  // before anything that handlers touch
  return 0;
}

}  // namespace flex_video::app
