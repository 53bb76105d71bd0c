#include "composition/composer_process.hpp"

#include "composition/composer_launch.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <unistd.h>
#include <utility>

namespace flex_video::rooms {
namespace {

constexpr std::size_t longest_complaint = 256;
/// How often, and how many times, it is looked for the end of one that has closed what it writes to.
constexpr std::chrono::milliseconds look_again{20};
constexpr unsigned most_looks = 100;

std::string how_it_ended(int status, const std::string& complaint) {
  if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
  if (WEXITSTATUS(status) == 0) return {};
  return "exit status " + std::to_string(WEXITSTATUS(status)) + (complaint.empty() ? "" : ": " + complaint);
}

}  // namespace

std::unique_ptr<composer_process> composer_process::start(net::event_loop& loop, const job& job,
                                                          listener heard) {
  const auto launched = launch_composer(job);
  if (!launched) return {};
  std::unique_ptr<composer_process> made{new composer_process{loop, launched->process, std::move(heard)}};
  auto* const self = made.get();
  made->progress_.emplace(
      loop, launched->progress, 0,
      net::local_stream::listener{
          .received = [self](std::span<const std::byte> bytes) { self->heard_.progressed(bytes); },
          .ended = [] {}});
  made->complaints_.emplace(loop, launched->complaints, 0,
                            net::local_stream::listener{
                                .received = [self](std::span<const std::byte> bytes) { self->print(bytes); },
                                .ended = [self] { self->reap(); }});
  return made;
}

composer_process::~composer_process() {
  if (process_ < 0) return;
  // It is not reaped yet, so the number is no other's.
  ::kill(process_, SIGKILL);
  int status = 0;
  while (::waitpid(process_, &status, 0) < 0 && errno == EINTR) {
  }
}

void composer_process::print(std::span<const std::byte> bytes) {
  for (const auto byte : bytes) {
    const auto letter = static_cast<char>(byte);
    if (complaint_.ends_with('\n')) complaint_.clear();
    if (complaint_.size() < longest_complaint || letter == '\n') complaint_ += letter;
  }
}

void composer_process::reap() {
  if (++waited_ > most_looks) ::kill(process_, SIGKILL);
  int status = 0;
  if (::waitpid(process_, &status, WNOHANG) != process_) {
    timer_ = loop_.after(look_again, [this] { reap(); });
    return;
  }
  process_ = -1;
  if (complaint_.ends_with('\n')) complaint_.pop_back();
  // May destroy this.
  const auto told = std::move(heard_.ended);
  told(how_it_ended(status, complaint_));
}

std::filesystem::path find_program(const std::string& name, const std::string& path) {
  for (std::size_t at = 0; at < path.size();) {
    const auto end = std::min(path.find(':', at), path.size());
    const auto found = std::filesystem::path{path.substr(at, end - at)} / name;
    if (end > at && ::access(found.c_str(), X_OK) == 0 && std::filesystem::is_regular_file(found))
      return found;
    at = end + 1;
  }
  return {};
}

}  // namespace flex_video::rooms
