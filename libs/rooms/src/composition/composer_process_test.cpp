#include "composition/composer_process.hpp"

#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>
#include <linux/landlock.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iterator>
#include <sched.h>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

namespace files = std::filesystem;

bool can_close_files() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}
bool can_have_its_own_network() {
  const auto child = ::fork();
  if (child == 0)
    ::_exit(::unshare(::geteuid() == 0 ? CLONE_NEWNET : CLONE_NEWUSER | CLONE_NEWNET) == 0 ? 0 : 1);
  int status = 0;
  return ::waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Programs of the system in ffmpeg's place.
struct running_a_composer : testing::Test {
  net::event_loop loop;
  temporary_folder parent;
  files::path folder = parent.path / "recordings", output = folder / "compositions";
  std::string printed;
  std::string why = "it has not ended";
  std::unique_ptr<composer_process> process;

  running_a_composer() {
    files::create_directories(output);
    std::ofstream{folder / "file"} << "recorded";
    std::ofstream{parent.path / "secret"} << "secret";
  }
  bool start(const std::string& program, std::vector<std::string> arguments) {
    process = composer_process::start(loop,
                                      {.program = "/usr/bin/" + program,
                                       .folder = folder,
                                       .output = output,
                                       .arguments = std::move(arguments)},
                                      {.progressed =
                                           [this](std::span<const std::byte> bytes) {
                                             for (const auto byte : bytes) printed += static_cast<char>(byte);
                                           },
                                       .ended =
                                           [this](const std::string& reason) {
                                             why = reason;
                                             process.reset();
                                             loop.stop();
                                           }});
    return process != nullptr;
  }
  std::string run(const std::string& program, std::vector<std::string> arguments) {
    EXPECT_TRUE(start(program, std::move(arguments)));
    const auto patience = loop.after(20s, [this] { loop.stop(); });
    loop.run();
    return why;
  }
  /// One that runs until it is killed, once it is what it was started as.
  pid_t sleeping() {
    EXPECT_TRUE(start("tail", {"-f", "file"}));
    while (printed.empty()) {
      const auto soon = loop.after(1ms, [this] { loop.stop(); });
      loop.run();
    }
    return process->process();
  }
  static std::string of(pid_t which, const std::string& file) {
    std::ifstream read{"/proc/" + std::to_string(which) + '/' + file};
    return {std::istreambuf_iterator<char>{read}, {}};
  }
};

TEST_F(running_a_composer, hears_what_it_prints_and_that_it_went_well) {
  EXPECT_EQ(run("cat", {"file"}), "");
  EXPECT_EQ(printed, "recorded");
}

TEST_F(running_a_composer, hears_why_it_failed) {
  EXPECT_THAT(run("cat", {"nothing"}), StartsWith("exit status 1: "));
  EXPECT_THAT(why, HasSubstr("nothing"));
  EXPECT_THAT(why, testing::Not(testing::EndsWith("\n")));
}

TEST_F(running_a_composer, takes_no_endless_complaint) {
  run("cat", {std::string(5'000, 'x')});
  EXPECT_LT(why.size(), 300u);
}

TEST_F(running_a_composer, starts_nothing_that_is_not_there) { EXPECT_FALSE(start("no-such-program", {})); }

TEST_F(running_a_composer, kills_it_with_its_owner) {
  const auto running = sleeping();
  EXPECT_EQ(::kill(running, 0), 0);
  process.reset();
  EXPECT_NE(::kill(running, 0), 0);
}

TEST_F(running_a_composer, lets_everything_else_go_first) {
  const auto ours = ::getpriority(PRIO_PROCESS, 0);
  EXPECT_EQ(::getpriority(PRIO_PROCESS, static_cast<id_t>(sleeping())), std::min(ours + 10, 19));
}

TEST_F(running_a_composer, leaves_it_no_environment_and_no_way_to_more_privileges) {
  const auto running = sleeping();
  EXPECT_THAT(of(running, "environ"), IsEmpty());
  EXPECT_THAT(of(running, "status"), HasSubstr("NoNewPrivs:\t1"));
}

TEST_F(running_a_composer, leaves_it_no_network) {
  if (!can_have_its_own_network()) GTEST_SKIP() << "this kernel has no namespaces for us";
  const auto running = std::to_string(sleeping());
  EXPECT_NE(files::read_symlink("/proc/" + running + "/ns/net"), files::read_symlink("/proc/self/ns/net"));
}

TEST_F(running_a_composer, lets_it_write_among_compositions_alone) {
  EXPECT_EQ(run("cp", {"file", "compositions/copy"}), "");
  EXPECT_TRUE(files::exists(output / "copy"));
  if (!can_close_files()) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_NE(run("cp", {"file", "copy"}), "");
  EXPECT_NE(run("cp", {"compositions/copy", "file"}), "") << "nor over a recording";
  EXPECT_NE(run("rm", {"file"}), "");
  EXPECT_FALSE(files::exists(folder / "copy"));
}

TEST_F(running_a_composer, lets_it_read_recordings_alone) {
  if (!can_close_files()) GTEST_SKIP() << "this kernel has no Landlock";
  EXPECT_NE(run("cat", {"../secret"}), "");
  EXPECT_NE(run("cat", {"/etc/passwd"}), "");
  EXPECT_THAT(printed, IsEmpty());
}

TEST(finding_a_program, looks_where_path_says) {
  EXPECT_EQ(find_program("cat", "/nowhere::/usr/bin"), "/usr/bin/cat");
  EXPECT_EQ(find_program("cat", "/nowhere:"), "");
  EXPECT_EQ(find_program("cat", ""), "");
  EXPECT_EQ(find_program("bin", "/usr"), "") << "a folder";
}

}  // namespace
}  // namespace flex_video::rooms
