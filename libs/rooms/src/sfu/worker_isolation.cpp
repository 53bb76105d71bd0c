#include "sfu/worker_isolation.hpp"

#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#include <array>
#include <cstdint>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

constexpr uid_t nobody = 65'534;
constexpr rlim_t most_descriptors = 16'384;  // two to four for each participant
constexpr rlim_t most_memory = 4'294'967'296;

void limit(__rlimit_resource what, rlim_t most) {
  rlimit now{};
  if (::getrlimit(what, &now) != 0) return;
  now.rlim_max = now.rlim_max < most ? now.rlim_max : most;
  now.rlim_cur = now.rlim_max;
  ::setrlimit(what, &now);
}

void limit_resources() {
  limit(RLIMIT_CORE, 0);   // it would hold keys
  limit(RLIMIT_FSIZE, 0);  // it writes no files
  limit(RLIMIT_MEMLOCK, 0);
  limit(RLIMIT_MSGQUEUE, 0);
  limit(RLIMIT_NOFILE, most_descriptors);
  limit(RLIMIT_AS, most_memory);
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

/// All rights to files that a kernel's version of Landlock knows (landlock(7)): those of a later one are none
/// that this one could be asked to take away.
std::uint64_t rights_known_by(long version) {
  if (version >= 5) return 0xffff;  // with ioctl on devices
  if (version >= 3) return 0x7fff;  // with truncation
  return version == 2 ? 0x3fff : 0x1fff;
}

void allow(int rules, int where, std::uint64_t rights) {
  if (where < 0) return;
  const landlock_path_beneath_attr beneath{.allowed_access = rights, .parent_fd = where};
  ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
}

/// It reads its own program, the libraries, and what the loader and those for cryptography read at the start.
void close_file_system(int program) {
  constexpr std::uint64_t read_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
  const auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return;
  const landlock_ruleset_attr attributes{.handled_access_fs = rights_known_by(version)};
  const auto rules =
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return;
  allow(rules, program, read_files);
  for (const char* const folder : std::array{"/usr", "/lib", "/lib64"}) {
    allow(rules, ::open(folder, O_PATH | O_CLOEXEC), read_files | LANDLOCK_ACCESS_FS_READ_DIR);
  }
  for (const char* const file :
       std::array{"/etc/ld.so.cache", "/etc/ssl/openssl.cnf", "/dev/null", "/dev/urandom"}) {
    allow(rules, ::open(file, O_PATH | O_CLOEXEC), read_files);
  }
  ::syscall(SYS_landlock_restrict_self, rules, 0);
}

}  // namespace

void isolate_worker(int program) {
  // Not of our terminal: who interrupts us doesn't interrupt it.
  ::setsid();
  limit_resources();
  become_nobody();
  ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  close_file_system(program);
}

}  // namespace flex_video::rooms
