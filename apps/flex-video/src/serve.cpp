#include "serve.hpp"

#include "group_media.hpp"
#include "json_log.hpp"
#include "link_secret.hpp"
#include "loop_rooms.hpp"
#include "periodic.hpp"
#include "room_counts.hpp"
#include "room_event_adapter.hpp"
#include "room_files.hpp"
#include "room_keeper.hpp"

#include "flex_video/net/http_client.hpp"
#include "flex_video/net/server.hpp"
#include "flex_video/net/workers.hpp"
#include "flex_video/rooms/compositions.hpp"
#include "flex_video/rooms/recordings.hpp"
#include "flex_video/rooms/rest_endpoint.hpp"
#include "flex_video/rooms/room_server.hpp"
#include "flex_video/rooms/signalling_endpoint.hpp"
#include "flex_video/rooms/telemetry_endpoint.hpp"
#include "flex_video/server/hmac_code_signer.hpp"
#include "flex_video/server/measured_store.hpp"
#include "flex_video/server/measured_twilio.hpp"
#include "flex_video/server/service.hpp"
#include "flex_video/server/twilio_cloud.hpp"
#include "flex_video/store/open_store.hpp"

#include <atomic>
#include <iostream>
#include <memory>
#include <optional>
#include <stdexcept>

namespace flex_video::app {
namespace {

using namespace std::chrono_literals;

constexpr auto sweep_every = 5s;
// What a killed server loses of its rooms at most; see room_server::take_changes.
constexpr auto rooms_kept_every = 200ms;
constexpr auto certificate_read_again_every = 12h;
constexpr auto drain_for = 10s;
constexpr std::size_t callbacks_at_once = 8;
constexpr std::size_t waiting_requests = 1'000;
constexpr std::size_t waiting_reports = 100'000;

std::string websocket_url(const std::string& base_url) {
  return "ws" + base_url.substr(std::string{"http"}.size()) + "/signaling";
}

std::unique_ptr<store::sql_store> open_database(const serve_options& options) {
  std::filesystem::create_directories(options.data);
  auto opened = store::open_store(url_of(options.database), {.connections = options.workers});
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
          .conversations_url = options.urls.conversations,
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

/// Of ten connections the rooms leave one to requests, so that a link still opens while the rooms are full.
rooms::room_server_options room_options(const serve_options& options) {
  rooms::room_server_options with;
  with.keeps_rooms = options.video == video_source::rooms;
  const auto kept = options.policy.retention.value_or(std::chrono::days{3650});
  with.limits.ended_rooms_for = std::chrono::floor<std::chrono::hours>(kept);
  with.limits.sockets = options.connections * 8 / 10;
  with.limits.telemetry_sockets = options.connections / 10;
  if (!options.turn.urls.empty()) with.turn = options.turn;
  if (with.turn) with.turn->life = options.policy.longest_call + 1h;  // somebody may wait before the call
  return with;
}

/// All that serves, in the order in which it has to be there: each part is destroyed before those that it
/// uses.
class serving {
 public:
  explicit serving(const serve_options& options);
  /// Until SIGINT or SIGTERM.
  void run();

 private:
  bool own_rooms() const { return options_.video == video_source::rooms; }
  base::secret link_secret();
  std::shared_ptr<rooms::media_engine> media();
  rooms::room_type call_type() const {
    return choose_room_type(options_.media, media_ != nullptr, options_.policy);
  }
  std::shared_ptr<rooms::recording_archive> recordings();
  std::shared_ptr<rooms::composition_archive> compositions();
  core::video_provider& provider();
  server::ports ports();
  server::options service_options() const;
  server::threads threads();
  net::server_options accepting();
  net::router routes();
  void add_room_routes(net::router& routes);

  void report(const rooms::room_event& event);
  void work_off_webhooks();
  void tick();
  void sweep();
  void note_forgotten(const core::row_counts& rows) const;
  void forget_recordings();
  void take_up_rooms();
  void keep_rooms();
  void renew_certificate();
  void drain();
  void note(const base::result<void>& outcome) const;

  const serve_options& options_;
  base::system_clock clock_;
  base::system_random random_;
  json_log log_{options_.log_level};
  server::metrics counts_;
  std::atomic<bool> draining_ = false;
  room_files files_{options_.web};

  std::unique_ptr<store::sql_store> database_ = open_database(options_);
  server::measured_store sessions_{*database_, counts_};
  std::unique_ptr<net::http_client> http_ = net::make_http_client();
  server::sleeping_waiter waiter_;
  server::twilio_cloud cloud_{*http_, cloud_options(options_), clock_, random_, waiter_};
  server::measured_identity identity_{cloud_.identity(), counts_};
  server::measured_tasks tasks_{cloud_.tasks(), counts_};
  server::measured_messages messages_{cloud_.messages(), counts_};
  server::hmac_code_signer signer_{link_secret()};
  twilio::access_token_issuer tokens_{options_.twilio};

  net::event_loop loop_;
  std::shared_ptr<rooms::media_engine> media_ = media();
  std::shared_ptr<rooms::recording_archive> recordings_ = recordings();
  std::shared_ptr<rooms::composition_archive> compositions_ = compositions();
  rooms::room_server rooms_{
      room_options(options_), options_.twilio,  clock_, random_, [this](const auto& event) { report(event); },
      media_.get(),           recordings_.get()};
  loop_rooms rooms_from_workers_{loop_, rooms_};
  server::measured_video video_{provider(), counts_};
  server::service service_{ports(), service_options(), threads()};

  room_keeper keeper_{*database_};
  net::workers reporting_{1, waiting_reports};  // one thread, since reports keep their order
  net::workers sweeping_{1, 1};
  net::workers keeping_{1, 1};
  net::workers calling_back_{callbacks_at_once, callbacks_at_once};
  net::workers workers_{options_.workers, waiting_requests};
  net::server server_{loop_, accepting()};

  periodic ticks_{loop_, server::service::tick_period, [this] { tick(); }};
  periodic sweeps_{loop_, sweep_every, [this] { sweep(); }};
  std::optional<periodic> keeps_;
  std::optional<periodic> renewal_;
};

serving::serving(const serve_options& options) : options_(options) {
  if (options_.insecure_get_tokens) log_.warn("get-tokens gives tokens to anybody (insecure_get_tokens)");
  if (own_rooms()) {
    rooms_.set_call_type(call_type());
    take_up_rooms();
    keeps_.emplace(loop_, rooms_kept_every, [this] { keep_rooms(); });
  }
  server_.serve(routes());
  if (options_.tls) renewal_.emplace(loop_, certificate_read_again_every, [this] { renew_certificate(); });
  loop_.on_interrupt([this] { drain(); });
}

void serving::run() {
  const bool peer_to_peer = own_rooms() && call_type() == rooms::room_type::peer_to_peer;
  log_.info("serving", log_line{}.add("calls", peer_to_peer ? "peer-to-peer" : "group"));
  std::cout << "flex-video serves " << options_.base_url << " on port " << server_.port()
            << "   (Ctrl-C ends)" << std::endl;
  loop_.run();
  keeping_.stop();  // or an older state could overwrite the last
  keeper_.add(rooms_.take_changes());
  note(keeper_.keep());
}

base::secret serving::link_secret() {
  return options_.link_secret.empty() ? open_link_secret(options_.data, random_) : options_.link_secret;
}

std::shared_ptr<rooms::media_engine> serving::media() {
  if (!own_rooms()) return nullptr;
  return start_media(loop_, options_.media, options_.on_this_machine(), log_);
}

std::shared_ptr<rooms::recording_archive> serving::recordings() {
  if (!own_rooms()) return nullptr;
  return rooms::open_recordings(loop_, options_.recordings, clock_, random_);
}

std::shared_ptr<rooms::composition_archive> serving::compositions() {
  if (!recordings_) return nullptr;
  const auto ffmpeg = rooms::find_ffmpeg();
  if (ffmpeg.empty() && media_) log_.warn("compositions are off: no ffmpeg in PATH");
  return rooms::open_compositions(loop_, *recordings_, ffmpeg, clock_, random_);
}

core::video_provider& serving::provider() {
  return own_rooms() ? static_cast<core::video_provider&>(rooms_from_workers_) : cloud_.video();
}

server::ports serving::ports() {
  return {.store = sessions_,
          .inbox = *database_,
          .feed = *database_,
          .video = video_,
          .identity = identity_,
          .tasks = tasks_,
          .messages = messages_,
          .clock = clock_,
          .random = random_,
          .signer = signer_,
          .tokens = tokens_,
          .counts = counts_,
          .webhook_kept = [this] { reporting_.post([this] { work_off_webhooks(); }); }};
}

server::options serving::service_options() const {
  server::options with;
  with.base_url = options_.base_url;
  if (own_rooms()) with.ws_server = websocket_url(options_.base_url);
  with.allowed_origins = options_.allowed_origins;
  with.policy = options_.policy;
  with.consent_version = options_.consent_version;
  with.invitation_templates = options_.invitation_templates;
  with.room_page = files_.page();
  with.auth_token = options_.auth_token;
  with.metrics_token = options_.metrics_token;
  with.draining = [this] { return draining_.load(); };
  with.insecure_get_tokens = options_.insecure_get_tokens;
  with.rates = options_.rates;
  return with;
}

server::threads serving::threads() {
  return {.run = [this](std::function<void()> task) { workers_.post(std::move(task)); },
          .post_to_loop = [this](std::function<void()> task) { loop_.post(std::move(task)); }};
}

net::server_options serving::accepting() {
  auto listen = log_.attach(listening(options_));
  listen.workers = &workers_;
  listen.on_access = [this, logged = listen.on_access](const net::access& access) {
    counts_.request(server::route_class_of(access.path), access.status);
    if (logged) logged(access);
  };
  return listen;
}

net::router serving::routes() {
  net::router routes;
  service_.add_routes(routes);
  files_.add_routes(routes);
  if (own_rooms()) add_room_routes(routes);
  return routes;
}

void serving::add_room_routes(net::router& routes) {
  const auto& [account, key, secret] = options_.twilio;
  rooms::serve_signalling(routes, loop_, rooms_);
  rooms::serve_telemetry(routes, loop_, room_options(options_), options_.twilio, clock_, random_);
  rooms::serve_rest(routes,
                    {loop_, rooms_, *http_, calling_back_, random_, recordings_.get(), compositions_.get()},
                    {.account = account,
                     .auth_token = options_.auth_token,
                     .callers = {{account.str(), options_.auth_token}, {key.str(), secret}},
                     .base_url = options_.base_url,
                     .callback_lost = [this](const base::error& why) { log_.warn(why); }});
}

void serving::report(const rooms::room_event& event) {
  reporting_.post([this, told = to_core(event, clock_.now())] { note(service_.on_room_event(told)); });
}

void serving::work_off_webhooks() {
  if (const auto left = service_.work_off_webhooks(); !left) log_.warn(left.error());
}

void serving::tick() {
  service_.on_tick();
  counts_.queue_depth(server::work_queue::workers, workers_.waiting());
  count_rooms(rooms_, counts_);
}

void serving::sweep() {
  sweeping_.post([this] { note_forgotten(service_.sweep().forgotten); });
  forget_recordings();
  reporting_.post([this] { work_off_webhooks(); });
}

void serving::note_forgotten(const core::row_counts& rows) const {
  if (rows == core::row_counts{}) return;
  log_line about;
  for (const auto& [kind, name] : core::spelling<core::kept_row>::values) about.add(name, rows[kind]);
  log_.info("forgotten", about);
}

void serving::forget_recordings() {
  const auto before = core::kept_long_enough(options_.policy, clock_.now());
  if (!recordings_ || !before) return;
  const auto recorded = rooms::forget_recordings(*recordings_, *before);
  const auto composed = rooms::forget_compositions(*compositions_, *before);
  if (recorded + composed > 0)
    log_.info("forgotten", log_line{}.add("recordings", recorded).add("compositions", composed));
}

void serving::take_up_rooms() {
  const auto states = database_->states();
  if (!states) throw std::runtime_error("the database: " + states.error().code.message());
  for (const auto& state : *states) note(rooms_.take_up(state));
  keeper_.add(rooms_.take_changes());
  note(keeper_.keep());
}

void serving::keep_rooms() {
  if (keeper_.add(rooms_.take_changes())) keeping_.post([this] { note(keeper_.keep()); });
}

void serving::renew_certificate() { note(server_.reload_certificate()); }

void serving::drain() {
  draining_ = true;
  rooms_.drain();
  server_.stop(drain_for, [this] { loop_.stop(); });
}

void serving::note(const base::result<void>& outcome) const {
  if (!outcome) log_.warn(outcome.error());
}

}  // namespace

int run_serve(const serve_options& options) {
  serving{options}.run();
  return 0;
}

}  // namespace flex_video::app
