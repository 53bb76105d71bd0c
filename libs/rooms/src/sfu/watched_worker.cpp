#include "sfu/watched_worker.hpp"

#include <array>
#include <string>
#include <utility>

namespace flex_video::rooms {
namespace {

using clock = std::chrono::steady_clock;

constexpr unsigned looks_of_a_life = 12;                                      // three seconds
constexpr std::array words{"ended", "doesn't answer", "broke the protocol"};  // of worker_loss

}  // namespace

std::unique_ptr<watched_worker> watched_worker::start(net::event_loop& loop, const media_options& options) {
  std::unique_ptr<watched_worker> made{new watched_worker{loop, options}};
  if (made->start()) return made;
  made->log(options.worker.string() + " can't be started");
  return {};
}

bool watched_worker::start() {
  process_ = worker_process::start(loop_, options_.worker,
                                   {.received =
                                        [this](std::span<const std::byte> bytes) {
                                          if (!client_->received(bytes)) lose(worker_loss::misspoke);
                                        },
                                    .printed = [this](std::string_view line) { log(line); },
                                    .ended = [this] { lose(worker_loss::ended); }});
  if (!process_) return false;
  client_ = std::make_shared<worker_client>(
      [process = process_.get()](std::span<const std::byte> bytes) { process->send(bytes); },
      [this](std::string_view line) { log(line); });
  watch_later();
  return true;
}

void watched_worker::watch_later() {
  timer_ = loop_.after(options_.watchdog, [this, due = clock::now() + options_.watchdog] {
    ++looks_;
    const bool late = clock::now() - due >= options_.watchdog;
    if (!late && !client_->watch()) return lose(worker_loss::hung);
    watch_later();
  });
}

bool watched_worker::has_lived() const { return looks_ >= looks_of_a_life; }

void watched_worker::end(worker_loss why) {
  timer_.reset();
  auto line = std::to_string(process_->process()) + " " + words.at(std::to_underlying(why)) + ": ";
  log(line += process_->stop());
}

void watched_worker::lose(worker_loss why) {
  if (const auto told = std::exchange(lost_, {})) told(why);
}

void watched_worker::log(std::string_view line) const {
  if (options_.log) options_.log(line);
}

}  // namespace flex_video::rooms
