#include "demo.hpp"

#include "demo_credentials.hpp"
#include "demo_files.hpp"
#include "json_log.hpp"
#include "periodic.hpp"
#include "room_event_adapter.hpp"
#include "sandbox_adapters.hpp"

#include "flex_video/core/memory_store.hpp"
#include "flex_video/net/server.hpp"
#include "flex_video/rooms/room_server.hpp"
#include "flex_video/rooms/signalling_endpoint.hpp"
#include "flex_video/sandbox/sandbox.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/server/service.hpp"

#include <functional>
#include <iostream>
#include <optional>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;

/// The address as a browser writes it; a wildcard is reached by loopback.
std::string host_of(const std::string& address) {
  if (address == "0.0.0.0" || address == "::") return "127.0.0.1";
  return address.contains(':') ? "[" + address + "]" : address;
}

std::string websocket_url(const std::string& base_url) {
  return "ws" + base_url.substr(std::string{"http"}.size()) + "/signaling";
}

sandbox::sandbox_options twilio_options(const std::string& base_url, const demo_credentials& credentials,
                                        const base::clock& clock, base::random_source& random) {
  const auto& [account, key, secret] = credentials.twilio;
  return {.base_url = base_url,
          .account = account,
          .workspace = credentials.workspace,
          .rest_callers = {{account.str(), credentials.auth_token}, {key.str(), secret}},
          .plugins = {{"plugin-flex-video", FLEX_VIDEO_VERSION, "/plugin/plugin-flex-video.js"}},
          .clock = clock,
          .random = random};
}

/// In the demo everybody comes from one loopback address and two agents do everything, the benchmark as fast
/// as it can; links keep their limit.
server::rate_limits unhurried() {
  constexpr server::rate_limit hardly_any{.burst = 1'000'000, .per_minute = 60'000'000};
  return {.address = hardly_any, .worker = hardly_any};
}

}  // namespace

// A list of what there is and how it is connected, in the order in which it is to be destroyed.
// NOLINTNEXTLINE(readability-function-size)
int run_demo(const demo_options& options) {
  const base::system_clock clock;
  base::system_random random;
  const json_log log{options.log};
  const demo_files files{options.web};

  net::event_loop loop;
  net::server_options listening;
  listening.address = options.address;
  listening.port = options.port;
  net::server server{loop, log.attach(std::move(listening))};
  const auto base_url = "http://" + host_of(options.address) + ":" + std::to_string(server.port());
  const auto credentials = open_demo_credentials(options.data, base_url, random);

  std::optional<server::service> service;
  const auto note = [&](const base::result<void>& outcome) {
    if (!outcome) log.warn(outcome.error());
  };

  auto pretended = twilio_options(base_url, credentials, clock, random);
  pretended.on_task_end = [&](const twilio::task_sid& task) {
    loop.post([&, task] { note(service->on_task_end(task)); });
  };
  sandbox::sandbox twilio{std::move(pretended)};
  twilio.seed_demo();
  sandbox_identity identity{twilio};
  sandbox_tasks tasks{twilio};

  core::memory_store store;
  server::hmac_code_signer signer{credentials.link_secret};
  twilio::access_token_issuer tokens{credentials.twilio};
  rooms::room_server rooms{{}, credentials.twilio, clock, random, [&](const rooms::room_event& event) {
                             note(service->on_room_event(to_core(event, clock.now())));
                           }};
  service.emplace(
      server::ports{.store = store,
                    .inbox = store,
                    .feed = store,
                    .video = rooms,
                    .identity = identity,
                    .tasks = tasks,
                    .clock = clock,
                    .random = random,
                    .signer = signer,
                    .tokens = tokens},
      server::options{.base_url = base_url,
                      .ws_server = websocket_url(base_url),
                      .allowed_origins = {base_url},
                      .policy = {},
                      .room_page = files.room_page(),
                      .framed_by_self = true,
                      .rates = unhurried()},
      server::threads{.run = [](const std::function<void()>& task) { task(); },
                      .post_to_loop = [&](std::function<void()> task) { loop.post(std::move(task)); }});

  net::router routes;
  service->add_routes(routes);
  rooms::serve_signalling(routes, loop, rooms);
  twilio.register_routes(routes, loop);
  files.add_routes(routes, base_url);
  server.serve(std::move(routes));

  const periodic ticks{loop, server::service::tick_period, [&] { service->on_tick(); }};
  const periodic sweeping{loop, 5s, [&] { service->sweep(); }};
  loop.on_interrupt([&] { server.stop(2s, [&] { loop.stop(); }); });
  std::cout << "The desk is at " << base_url << "/desk   (Ctrl-C ends)" << std::endl;
  loop.run();
  return 0;
}

}  // namespace flex_video::app
