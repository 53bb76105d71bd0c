#include "sfu/worker_pool.hpp"

#include "sfu/worker_router.hpp"
#include "signalling/signalling_errc.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::chrono::milliseconds first_pause{500};
constexpr std::chrono::milliseconds longest_pause{30'000};
/// Looks of the watchdog that a worker has lived for when its end is no failed start: ten seconds.
constexpr unsigned looks_of_a_life = 20;

constexpr std::array words{"ended", "doesn't answer", "broke the protocol"};  // of worker_loss

}  // namespace

std::chrono::milliseconds restart_pause::next(bool lived) {
  if (lived) pause_ = {};
  const auto now = pause_;
  pause_ = std::clamp(2 * pause_, first_pause, longest_pause);
  return now;
}

/// One worker after the other.
class worker_pool::place {
 public:
  place(net::event_loop& loop, const media_options& options) : loop_(loop), options_(options) { start(); }

  /// Nothing while there is none.
  const std::shared_ptr<worker_client>& client() const { return client_; }
  pid_t process() const { return process_ ? process_->process() : -1; }
  media_worker_state state() const {
    auto now = state_;
    now.running = process_ != nullptr;
    now.streams_at_most = options_.streams_per_worker;
    if (client_) now.load = client_->load();
    if (process_) now.cpu += process_->cpu();
    return now;
  }

 private:
  void log(std::string_view line) {
    if (options_.log) options_.log(line);
  }

  void start() {
    looks_ = 0;
    process_ =
        worker_process::start(loop_, options_.worker,
                              {.received = [this](std::span<const std::byte> bytes) { received(bytes); },
                               .printed = [this](std::string_view line) { log(line); },
                               .ended = [this] { lose(worker_loss::ended); }});
    if (!process_) {
      log(options_.worker.string() + " can't be started");
      ++state_.losses.at(std::to_underlying(worker_loss::ended));
      return start_later();
    }
    client_ = std::make_shared<worker_client>(
        [process = process_.get()](std::span<const std::byte> bytes) { process->send(bytes); },
        [this](std::string_view line) { log(line); });
    watch_later();
  }

  void start_later() {
    const auto pause = pause_.next(std::exchange(looks_, 0) >= looks_of_a_life);
    if (pause.count() == 0 && process_ == nullptr && client_ == nullptr) return start();
    timer_ = loop_.after(pause, [this] { start(); });
  }

  void watch_later() {
    timer_ = loop_.after(options_.watchdog, [this] {
      ++looks_;
      if (!client_->watch()) return lose(worker_loss::hung);
      watch_later();
    });
  }

  void received(std::span<const std::byte> bytes) {
    const auto client = client_;
    if (!client->received(bytes) && client == client_) lose(worker_loss::misspoke);
  }

  /// The next one is there before anybody hears of the loss, and can place a new router.
  void lose(worker_loss why) {
    state_.cpu += process_->cpu();
    ++state_.losses.at(std::to_underlying(why));
    const auto client = std::exchange(client_, {});
    const auto process = std::exchange(process_, {});
    auto line =
        std::to_string(process->process()) + " " + std::string{words.at(std::to_underlying(why))} + ": ";
    line += process->stop();
    log(line);
    start_later();
    client->lose();
  }

  net::event_loop& loop_;
  const media_options& options_;
  restart_pause pause_;
  media_worker_state state_;  ///< of those before this one
  unsigned looks_ = 0;
  std::unique_ptr<worker_process> process_;
  std::shared_ptr<worker_client> client_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

worker_pool::worker_pool(net::event_loop& loop, media_options options) : options_(std::move(options)) {
  const auto count =
      options_.workers > 0 ? options_.workers : std::max(std::thread::hardware_concurrency(), 1U);
  for (unsigned index = 0; index < count; ++index) places_.push_back(std::make_unique<place>(loop, options_));
}

worker_pool::~worker_pool() = default;

base::result<std::unique_ptr<media_router>> worker_pool::open_router(
    std::function<void(const media_event&)> tell) {
  std::shared_ptr<worker_client> least;
  for (const auto& each : places_) {
    const auto& client = each->client();
    if (client && (!least || client->load() < least->load())) least = client;
  }
  if (!least) return base::fail(signalling_errc::server_busy, "no media worker runs");
  if (least->load().streams >= options_.streams_per_worker)
    return base::fail(signalling_errc::server_busy, "all media workers carry what they can");
  return std::make_unique<worker_router>(least, ++last_router_, options_, std::move(tell));
}

std::vector<media_worker_state> worker_pool::workers() const {
  std::vector<media_worker_state> all;
  for (const auto& each : places_) all.push_back(each->state());
  return all;
}

std::vector<pid_t> worker_pool::processes() const {
  std::vector<pid_t> processes;
  for (const auto& each : places_) {
    if (each->process() >= 0) processes.push_back(each->process());
  }
  return processes;
}

}  // namespace flex_video::rooms
