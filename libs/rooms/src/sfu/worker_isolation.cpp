#include "sfu/worker_isolation.hpp"

#include "process/isolation.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <array>
#include <grp.h>
#include <sched.h>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

constexpr uid_t nobody = 65'534;
constexpr rlim_t most_descriptors = 16'384;  // two to four for each participant
constexpr rlim_t most_memory = 4'294'967'296;

void limit_resources() {
  limit_resource(RLIMIT_CORE, 0);   // it would hold keys
  limit_resource(RLIMIT_FSIZE, 0);  // it writes no files
  limit_resource(RLIMIT_MEMLOCK, 0);
  limit_resource(RLIMIT_MSGQUEUE, 0);
  limit_resource(RLIMIT_NOFILE, most_descriptors);
  limit_resource(RLIMIT_AS, most_memory);
}

void become_nobody() {
  if (::geteuid() != 0) {
    // Without root there is no other user to become. Refused in many containers.
    ::unshare(CLONE_NEWUSER | CLONE_NEWIPC | CLONE_NEWUTS);
    return;
  }
  ::unshare(CLONE_NEWIPC | CLONE_NEWUTS);
  // Left out where this root isn't the machine's and has no such user.
  if (::setgroups(0, nullptr) == 0 && ::setgid(nobody) == 0) static_cast<void>(::setuid(nobody) == 0);
}

/// It reads what the loader and those for cryptography read at the start.
constexpr std::array read_at_start{"/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/dev/null", "/dev/urandom"};

}  // namespace

void isolate_worker(int program) {
  // Not of our terminal: who interrupts us doesn't interrupt it.
  ::setsid();
  limit_resources();
  become_nobody();
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  close_file_system(program, {.files = read_at_start, .read = {}, .written = {}});
}

}  // namespace flex_video::rooms
