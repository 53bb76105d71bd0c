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
  explicit place(worker_pool& pool) : pool_(pool) { fill(true); }

  /// Null while there is none.
  const watched_worker* worker() const { return worker_.get(); }
  media_worker_state state() const {
    auto now = state_;
    now.running = worker_ != nullptr;
    now.streams_at_most = pool_.options_.streams_per_worker;
    if (!worker_) return now;
    now.load = worker_->client()->load();
    now.cpu += worker_->process().cpu();
    return now;
  }

 private:
  void fill(bool lived) {
    worker_ = pool_.take_worker(lived);
    if (worker_) return worker_->on_loss([this](worker_loss why) { lose(why); });
    ++state_.losses.at(std::to_underlying(worker_loss::ended));
    refill(false);
  }

  void refill(bool lived) {
    const auto pause = pause_.next(lived);
    // One that is ready has shown that it can be started.
    if (pause.count() == 0 || pool_.ready() >= 0) return fill(lived);
    timer_ = pool_.loop_.after(pause, [this] { fill(false); });
  }

  /// The next one is there before anybody hears of the loss, and can place a new router.
  void lose(worker_loss why) {
    const auto gone = std::exchange(worker_, {});
    state_.cpu += gone->process().cpu();
    ++state_.losses.at(std::to_underlying(why));
    gone->end(why);
    refill(gone->has_lived());
    gone->client()->lose();
  }

  worker_pool& pool_;
  restart_pause pause_;
  media_worker_state state_;  ///< of those before this one
  std::unique_ptr<watched_worker> worker_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

worker_pool::worker_pool(net::event_loop& loop, media_options options)
    : loop_(loop), options_(std::move(options)) {
  const auto count =
      options_.workers > 0 ? options_.workers : std::max(std::thread::hardware_concurrency(), 1U);
  for (unsigned index = 0; index < count; ++index) places_.push_back(std::make_unique<place>(*this));
  ready_later(options_.ready_after);
}

worker_pool::~worker_pool() = default;

std::unique_ptr<watched_worker> worker_pool::take_worker(bool lived) {
  if (!ready_) return watched_worker::start(loop_, options_);
  ready_later(options_.ready_after + ready_pause_.next(lived));
  return std::exchange(ready_, {});
}

/// Not at once: who has lost their worker need the machine more.
void worker_pool::ready_later(std::chrono::milliseconds pause) {
  ready_timer_ = loop_.after(pause, [this] {
    ready_ = watched_worker::start(loop_, options_);
    if (!ready_) return ready_later(longest_pause);
    ready_->on_loss([this](worker_loss why) {
      const auto gone = std::exchange(ready_, {});
      gone->end(why);
      ready_later(ready_pause_.next(gone->has_lived()) + options_.ready_after);
    });
  });
}

pid_t worker_pool::ready() const {
  return ready_ && ready_->client()->running() ? ready_->process().process() : -1;
}

base::result<std::unique_ptr<media_router>> worker_pool::open_router(
    std::function<void(const media_event&)> tell) {
  std::shared_ptr<worker_client> least;
  for (const auto& each : places_) {
    const auto client = each->worker() ? each->worker()->client() : nullptr;
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
    if (each->worker()) processes.push_back(each->worker()->process().process());
  }
  return processes;
}

}  // namespace flex_video::rooms
