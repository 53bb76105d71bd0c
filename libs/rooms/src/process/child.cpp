#include "process/child.hpp"

#include <linux/close_range.h>
#include <sys/syscall.h>

#include <csignal>
#include <cstddef>
#include <fcntl.h>
#include <unistd.h>

namespace flex_video::rooms {

int keep_only(std::span<int> wanted, int program) {
  constexpr int above_all = 16;
  program = ::fcntl(program, F_DUPFD_CLOEXEC, above_all);
  for (auto& each : wanted) each = ::fcntl(each, F_DUPFD_CLOEXEC, above_all);
  for (int number = 0; number < static_cast<int>(wanted.size()); ++number)
    ::dup2(wanted[static_cast<std::size_t>(number)], number);
  const auto first = static_cast<unsigned>(wanted.size());
  if (::syscall(SYS_close_range, first, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return program;
  // Linux before 5.11
  constexpr int highest = 65'536;
  for (int number = static_cast<int>(first); number < highest; ++number) ::fcntl(number, F_SETFD, FD_CLOEXEC);
  return program;
}

void reset_signals() {
  for (int number = 1; number < NSIG; ++number) ::signal(number, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace flex_video::rooms
