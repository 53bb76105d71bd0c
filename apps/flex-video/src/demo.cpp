#include "demo.hpp"

#include "coturn.hpp"
#include "demo_credentials.hpp"
#include "demo_files.hpp"
#include "json_log.hpp"
#include "periodic.hpp"
#include "room_counts.hpp"
#include "room_event_adapter.hpp"
#include "sandbox_client.hpp"
#include "unchanged_tasks.hpp"

#include "flex_video/core/memory_store.hpp"
#include "flex_video/net/http_client.hpp"
#include "flex_video/net/server.hpp"
#include "flex_video/net/workers.hpp"
#include "flex_video/rooms/compositions.hpp"
#include "flex_video/rooms/recordings.hpp"
#include "flex_video/rooms/rest_endpoint.hpp"
#include "flex_video/rooms/room_server.hpp"
#include "flex_video/rooms/signalling_endpoint.hpp"
#include "flex_video/rooms/telemetry_endpoint.hpp"
#include "flex_video/sandbox/sandbox.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/server/service.hpp"
#include "flex_video/server/twilio_cloud.hpp"

#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t callbacks_at_once = 8;

/// The address as a browser writes it; a wildcard is reached by loopback.
std::string host_of(const std::string& address) {
  if (address == "0.0.0.0" || address == "::") return "127.0.0.1";
  return address.contains(':') ? "[" + address + "]" : address;
}

std::string websocket_url(const std::string& base_url) {
  return "ws" + base_url.substr(std::string{"http"}.size()) + "/signaling";
}

/// In the demo everybody comes from one loopback address and two agents do everything, the benchmark as fast
/// as it can; links keep their limit.
server::rate_limits unhurried() {
  constexpr server::rate_limit hardly_any{.burst = 1'000'000, .per_minute = 60'000'000};
  return {.address = hardly_any, .worker = hardly_any};
}

const auto english_template = *twilio::content_sid::parse("HX" + std::string(32, 'e'));
const auto german_template = *twilio::content_sid::parse("HX" + std::string(32, 'd'));

/// What the demo's WhatsApp has approved, as it does: with no variable at either end.
std::vector<sandbox::content_template> demo_templates(const std::string& base_url) {
  const auto link = base_url + "/j/{{1}}";
  return {{english_template, "Hello {{2}}, {{3}} would like to go on by video. This opens the call: " + link +
                                 " (no app needed)"},
          {german_template, "Guten Tag {{2}}, {{3}} möchte per Video weiterhelfen. Hier geht es zum Anruf: " +
                                link + " (ohne App)"}};
}

/// All that the demo is made of, in the order in which it has to be there: each part is destroyed before
/// those that it uses. Everything runs on the loop.
class demonstration {
 public:
  explicit demonstration(const demo_options& options);
  /// Until SIGINT or SIGTERM.
  void run();

 private:
  net::server_options accepting() const;
  std::vector<twilio::basic_credentials> rest_callers() const;
  sandbox::sandbox_options twilio_account();
  server::twilio_cloud_options cloud_options() const;
  rooms::room_server_options room_options() const;
  server::ports ports();
  server::options service_options() const;
  server::threads threads();
  net::router routes();
  void tick();
  void note(const base::result<void>& outcome) const;

  const demo_options& options_;
  base::system_clock clock_;
  base::system_random random_;
  json_log log_{options_.log};
  server::metrics counts_;
  demo_files files_{options_.web};

  net::event_loop loop_;
  net::server server_{loop_, accepting()};
  std::string base_url_ = "http://" + host_of(options_.address) + ":" + std::to_string(server_.port());
  demo_credentials credentials_ = open_demo_credentials(options_.data, base_url_, random_);

  sandbox::sandbox twilio_{twilio_account()};
  sandbox_client to_twilio_{twilio_};
  server::sleeping_waiter waiter_;  // never asked: the sandbox is not in trouble, and takes all that comes
  server::twilio_cloud cloud_{to_twilio_, cloud_options(), clock_, random_, waiter_};
  unchanged_tasks tasks_{cloud_.tasks(), twilio_};
  core::memory_store store_;
  server::hmac_code_signer signer_{credentials_.link_secret};
  twilio::access_token_issuer tokens_{credentials_.twilio};
  std::unique_ptr<coturn> turn_ = coturn::start(options_.data, options_.address, random_);
  std::shared_ptr<rooms::media_engine> media_ = start_media(loop_, options_.media, true, log_);
  std::shared_ptr<rooms::recording_archive> recordings_ =
      rooms::open_recordings(loop_, options_.data / "recordings", clock_, random_);
  std::shared_ptr<rooms::composition_archive> compositions_ =
      rooms::open_compositions(loop_, *recordings_, rooms::find_ffmpeg(), clock_, random_);
  rooms::room_server rooms_{
      room_options(),
      credentials_.twilio,
      clock_,
      random_,
      [this](const rooms::room_event& event) { note(service_.on_room_event(to_core(event, clock_.now()))); },
      media_.get(),
      recordings_.get()};
  server::service service_{ports(), service_options(), threads()};
  std::unique_ptr<net::http_client> http_ = net::make_http_client();
  net::workers calling_back_{callbacks_at_once, callbacks_at_once};

  periodic ticks_{loop_, server::service::tick_period, [this] { tick(); }};
  periodic sweeps_{loop_, 5s, [this] { service_.sweep(); }};
};

demonstration::demonstration(const demo_options& options) : options_(options) {
  twilio_.seed_demo();
  rooms_.set_call_type(choose_room_type(options_.media, media_ != nullptr));
  server_.serve(routes());
  loop_.on_interrupt([this] { server_.stop(2s, [this] { loop_.stop(); }); });
}

void demonstration::run() {
  std::cout << "The desk is at " << base_url_ << "/desk   (Ctrl-C ends)" << std::endl;
  loop_.run();
}

net::server_options demonstration::accepting() const {
  net::server_options listening;
  listening.address = options_.address;
  listening.port = options_.port;
  return log_.attach(std::move(listening));
}

std::vector<twilio::basic_credentials> demonstration::rest_callers() const {
  const auto& [account, key, secret] = credentials_.twilio;
  return {{account.str(), credentials_.auth_token}, {key.str(), secret}};
}

sandbox::sandbox_options demonstration::twilio_account() {
  return {.base_url = base_url_,
          .account = credentials_.twilio.account,
          .workspace = credentials_.workspace,
          .rest_callers = rest_callers(),
          .plugins = {{"plugin-flex-video", FLEX_VIDEO_VERSION, "/plugin/plugin-flex-video.js"}},
          .templates = demo_templates(base_url_),
          .clock = clock_,
          .random = random_,
          .on_task_end = [this](const twilio::task_sid& task) {
            loop_.post([this, task] { note(service_.on_task_end(task)); });
          }};
}

server::twilio_cloud_options demonstration::cloud_options() const {
  return {.account = credentials_.twilio.account,
          .workspace = credentials_.workspace,
          .credentials = {.user = credentials_.twilio.account.str(), .password = credentials_.auth_token},
          .writes_per_second = 10'000,
          .reads_per_second = 10'000};
}

rooms::room_server_options demonstration::room_options() const {
  rooms::room_server_options with;
  if (turn_) with.turn = turn_->service();
  return with;
}

server::ports demonstration::ports() {
  return {.store = store_,
          .inbox = store_,
          .feed = store_,
          .video = rooms_,
          .identity = cloud_.identity(),
          .tasks = tasks_,
          .messages = cloud_.messages(),
          .clock = clock_,
          .random = random_,
          .signer = signer_,
          .tokens = tokens_,
          .counts = counts_};
}

server::options demonstration::service_options() const {
  return {.base_url = base_url_,
          .ws_server = websocket_url(base_url_),
          .allowed_origins = {base_url_},
          // Sue Supervisor may look in, as Ada is then told.
          .policy = {.supervisor_join = core::supervisor_rule::view},
          .invitation_templates = {{"en", english_template}, {"de", german_template}},
          .room_page = files_.room_page(),
          .framed_by_self = true,
          .rates = unhurried()};
}

server::threads demonstration::threads() {
  return {.run = [](const std::function<void()>& task) { task(); },
          .post_to_loop = [this](std::function<void()> task) { loop_.post(std::move(task)); }};
}

net::router demonstration::routes() {
  net::router routes;
  service_.add_routes(routes);
  rooms::serve_signalling(routes, loop_, rooms_);
  rooms::serve_rest(routes,
                    {loop_, rooms_, *http_, calling_back_, random_, recordings_.get(), compositions_.get()},
                    {.account = credentials_.twilio.account,
                     .auth_token = credentials_.auth_token,
                     .callers = rest_callers(),
                     .base_url = base_url_,
                     .callback_lost = [this](const base::error& why) { log_.warn(why); }});
  rooms::serve_telemetry(routes, loop_, {}, credentials_.twilio, clock_, random_);
  twilio_.register_routes(routes, loop_);
  files_.add_routes(routes, base_url_);
  return routes;
}

void demonstration::tick() {
  service_.on_tick();
  count_rooms(rooms_, counts_);
}

void demonstration::note(const base::result<void>& outcome) const {
  if (!outcome) log_.warn(outcome.error());
}

}  // namespace

int run_demo(const demo_options& options) {
  demonstration{options}.run();
  return 0;
}

}  // namespace flex_video::app
