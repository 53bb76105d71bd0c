#include "process/isolation.hpp"

#include <linux/landlock.h>
#include <sys/syscall.h>

#include <array>
#include <cstdint>
#include <fcntl.h>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

constexpr std::uint64_t truncates = 1U << 14;  // LANDLOCK_ACCESS_FS_TRUNCATE, which older headers lack

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

}  // namespace

void limit_resource(__rlimit_resource what, rlim_t most) {
  rlimit now{};
  if (::getrlimit(what, &now) != 0) return;
  now.rlim_max = now.rlim_max < most ? now.rlim_max : most;
  now.rlim_cur = now.rlim_max;
  ::setrlimit(what, &now);
}

void close_file_system(int program, const needed_files& needed) {
  constexpr std::uint64_t read_files = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;
  constexpr std::uint64_t read_folders = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
  constexpr std::uint64_t write_folders =
      read_folders | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG;
  const auto version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) return;
  const landlock_ruleset_attr attributes{.handled_access_fs = rights_known_by(version)};
  const auto rules =
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0));
  if (rules < 0) return;
  allow(rules, program, read_files);
  for (const char* const folder : std::array{"/usr", "/lib", "/lib64"})
    allow(rules, ::open(folder, O_PATH | O_CLOEXEC), read_files | LANDLOCK_ACCESS_FS_READ_DIR);
  for (const char* const file : needed.files) allow(rules, ::open(file, O_PATH | O_CLOEXEC), read_files);
  for (const char* const folder : needed.read) allow(rules, ::open(folder, O_PATH | O_CLOEXEC), read_folders);
  for (const char* const folder : needed.written)
    allow(rules, ::open(folder, O_PATH | O_CLOEXEC),
          write_folders | (attributes.handled_access_fs & truncates));
  ::syscall(SYS_landlock_restrict_self, rules, 0);
}

}  // namespace flex_video::rooms
