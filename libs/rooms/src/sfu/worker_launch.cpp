#include "sfu/worker_launch.hpp"

#include "process/child.hpp"
#include "process/descriptor.hpp"
#include "sfu/worker_isolation.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

struct pipe_ends {
  descriptor ours;
  descriptor workers;
};

pipe_ends socket_pair() {
  std::array<int, 2> ends{-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) ends = {-1, -1};
  return {descriptor{ends[0]}, descriptor{ends[1]}};
}

pipe_ends output_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  return {descriptor{ends[0]}, descriptor{ends[1]}};
}

[[noreturn]] void become_worker(int program, pid_t parent, std::array<int, 5> descriptors) {
  constexpr int no_program = 127;
  std::array<char*, 3> arguments{const_cast<char*>("flex-video-media-worker"),
                                 const_cast<char*>("--logLevel=warn"), nullptr};
  // It refuses to run without, and does nothing with it but say so.
  std::array<char*, 2> environment{const_cast<char*>("MEDIASOUP_VERSION=3.27.1"), nullptr};
  reset_signals();
  program = keep_only(descriptors, program);
  isolate_worker(program);
  // After the change of user, which clears it.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() == parent) ::fexecve(program, arguments.data(), environment.data());
  ::_exit(no_program);
}

}  // namespace

std::optional<launched_worker> launch_worker(const std::filesystem::path& program) {
  // Opened by us: another user may not find its way there.
  const descriptor opened{::open(program.c_str(), O_PATH | O_CLOEXEC)};
  const descriptor nothing{::open("/dev/null", O_RDWR | O_CLOEXEC)};
  auto to = socket_pair();
  auto from = socket_pair();
  auto output = output_pipe();
  if (!opened || !nothing || !to.ours || !from.ours || !output.ours) return {};
  const auto parent = ::getpid();
  const auto process = ::fork();
  if (process < 0) return {};
  if (process == 0) {
    become_worker(
        opened.get(), parent,
        {nothing.get(), output.workers.get(), output.workers.get(), to.workers.get(), from.workers.get()});
  }
  return launched_worker{.process = process,
                         .to_worker = to.ours.release(),
                         .from_worker = from.ours.release(),
                         .output = output.ours.release()};
}

}  // namespace flex_video::rooms
