#include "composition/composer_launch.hpp"

#include "process/child.hpp"
#include "process/descriptor.hpp"
#include "process/isolation.hpp"

#include <sys/prctl.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

constexpr rlim_t most_descriptors = 1'024;  // one for each recording, and a few
constexpr rlim_t most_memory = 4'294'967'296;
constexpr int low_priority = 10;
constexpr int no_program = 127;

struct pipe_ends {
  descriptor ours;
  descriptor childs;
};

pipe_ends open_pipe() {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) ends = {-1, -1};
  return {descriptor{ends[0]}, descriptor{ends[1]}};
}

/// All that the child needs, made before the fork: afterwards it must not allocate.
struct prepared {
  explicit prepared(const composer_process::job& job)
      : folder(job.folder.string()), output(job.output.string()), words(job.arguments) {
    name = job.program.filename().string();
    arguments.push_back(name.data());
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
  }
  std::string folder;
  std::string output;
  std::string name;
  std::vector<std::string> words;
  std::vector<char*> arguments;
};

void isolate(int program, const prepared& with) {
  ::setsid();
  limit_resource(RLIMIT_CORE, 0);
  limit_resource(RLIMIT_NOFILE, most_descriptors);
  limit_resource(RLIMIT_AS, most_memory);
  static_cast<void>(::nice(low_priority) == 0);
  // It stays our user, whose the files are; in a namespace of its own that user has no network.
  ::unshare(::geteuid() == 0 ? CLONE_NEWNET | CLONE_NEWIPC : CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWIPC);
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  const std::array needed{"/etc/ld.so.cache", "/dev/null", "/dev/urandom"};
  const std::array read{with.folder.c_str()}, written{with.output.c_str()};
  close_file_system(program, {.files = needed, .read = read, .written = written});
}

[[noreturn]] void become_composer(int program, pid_t parent, std::array<int, 3> descriptors,
                                  const prepared& with) {
  std::array<char*, 1> environment{nullptr};
  reset_signals();
  program = keep_only(descriptors, program);
  if (::chdir(with.folder.c_str()) != 0) ::_exit(no_program);
  isolate(program, with);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() == parent) ::fexecve(program, with.arguments.data(), environment.data());
  ::_exit(no_program);
}

}  // namespace

std::optional<launched_composer> launch_composer(const composer_process::job& job) {
  const descriptor opened{::open(job.program.c_str(), O_PATH | O_CLOEXEC)};
  const descriptor nothing{::open("/dev/null", O_RDWR | O_CLOEXEC)};
  auto progress = open_pipe();
  auto complaints = open_pipe();
  if (!opened || !nothing || !progress.ours || !complaints.ours) return {};
  const prepared with{job};
  const auto parent = ::getpid();
  const auto process = ::fork();
  if (process < 0) return {};
  if (process == 0)
    become_composer(opened.get(), parent, {nothing.get(), progress.childs.get(), complaints.childs.get()},
                    with);
  return launched_composer{
      .process = process, .progress = progress.ours.release(), .complaints = complaints.ours.release()};
}

}  // namespace flex_video::rooms
