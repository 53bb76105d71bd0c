#include "sfu/worker_process.hpp"

#include "sfu/worker_launch.hpp"

#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <ctime>
#include <utility>

namespace flex_video::rooms {
namespace {

/// Bytes that may wait for a worker. One that takes nothing is found by the watchdog before they are so many.
constexpr std::size_t waiting_limit = 67'108'864;
constexpr std::size_t longest_line = 4'096;

std::string how_it_ended(int status) {
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  return "exit status " + std::to_string(WEXITSTATUS(status));
}

}  // namespace

std::unique_ptr<worker_process> worker_process::start(net::event_loop& loop,
                                                      const std::filesystem::path& program, listener heard) {
  const auto launched = launch_worker(program);
  if (!launched) return {};
  std::unique_ptr<worker_process> worker{new worker_process{std::move(heard)}};
  auto* const self = worker.get();
  self->process_ = launched->process;
  const auto ended = [self] {
    // Only one of the streams may say so.
    if (const auto told = std::exchange(self->heard_.ended, {})) told();
  };
  self->to_.emplace(
      loop, launched->to_worker, waiting_limit,
      net::local_stream::listener{.received = [](std::span<const std::byte>) {}, .ended = ended});
  self->from_.emplace(
      loop, launched->from_worker, 0,
      net::local_stream::listener{
          .received = [self](std::span<const std::byte> bytes) { self->heard_.received(bytes); },
          .ended = ended});
  self->output_.emplace(
      loop, launched->output, 0,
      net::local_stream::listener{
          .received = [self](std::span<const std::byte> bytes) { self->print(bytes); }, .ended = [] {}});
  return worker;
}

worker_process::~worker_process() { stop(); }

std::chrono::microseconds worker_process::cpu() const {
  clockid_t clock{};
  timespec used{};
  if (process_ < 0 || ::clock_getcpuclockid(process_, &clock) != 0 || ::clock_gettime(clock, &used) != 0)
    return {};
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::seconds{used.tv_sec} +
                                                               std::chrono::nanoseconds{used.tv_nsec});
}

std::string worker_process::stop() {
  if (process_ < 0) return {};
  const auto process = std::exchange(process_, -1);
  // It is not reaped yet, so the number is no other's.
  ::kill(process, SIGKILL);
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return how_it_ended(status);
}

void worker_process::print(std::span<const std::byte> bytes) {
  for (const auto byte : bytes) {
    const auto letter = static_cast<char>(byte);
    if (letter != '\n') line_ += letter;
    if ((letter != '\n' && line_.size() < longest_line) || line_.empty()) continue;
    heard_.printed(std::exchange(line_, {}));
  }
}

}  // namespace flex_video::rooms
