#include "testing/media_fixture.hpp"

#include <gmock/gmock.h>
#include <sys/prctl.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <unistd.h>

namespace flex_video::rooms {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

/// What Linux tells of a running worker.
struct worker_isolating : media_working {
  std::string of(pid_t process, const std::string& file) {
    std::ifstream read{"/proc/" + std::to_string(process) + "/" + file};
    std::ostringstream text;
    text << read.rdbuf();
    return text.str();
  }

  /// A worker that has answered, so it is past its exec.
  pid_t running() {
    start();
    auto& router = open();
    router.open_transport(transport_id{1}, [](const transport_parameters&) {});
    settle(router, transport_id{1});
    return pool->processes().at(0);
  }
};

TEST_F(worker_isolating, leaves_it_no_environment_but_the_word_it_wants) {
  EXPECT_EQ(of(running(), "environ"), std::string("MEDIASOUP_VERSION=3.27.1\0", 25));
}

TEST_F(worker_isolating, leaves_it_no_descriptor_of_ours) {
  const auto secret = ::open("/etc/passwd", O_RDONLY);  // without O_CLOEXEC
  ASSERT_GE(secret, 0);
  const auto process = running();
  ::close(secret);
  std::set<std::string> files;
  for (const auto& each : std::filesystem::directory_iterator{"/proc/" + std::to_string(process) + "/fd"}) {
    const auto target = std::filesystem::read_symlink(each.path()).string();
    if (target.starts_with('/') && target != "/dev/null") files.insert(target);
  }
  EXPECT_THAT(files, IsEmpty());
}

TEST_F(worker_isolating, leaves_it_no_way_to_more_privileges) {
  const auto status = of(running(), "status");
  EXPECT_THAT(status, HasSubstr("NoNewPrivs:\t1"));
  EXPECT_THAT(status, HasSubstr("CapEff:\t0000000000000000"));
  if (::geteuid() == 0) {
    EXPECT_THAT(status, HasSubstr("Uid:\t65534\t65534\t65534\t65534"));
    EXPECT_THAT(status, HasSubstr("Gid:\t65534\t65534\t65534\t65534"));
    EXPECT_THAT(status, HasSubstr("Groups:\t \n"));
  }
}

TEST_F(worker_isolating, limits_what_it_takes) {
  const auto limits = of(running(), "limits");
  EXPECT_THAT(limits, testing::ContainsRegex("Max core file size +0 +0"));
  EXPECT_THAT(limits, testing::ContainsRegex("Max file size +0 +0"));
  EXPECT_THAT(limits, testing::ContainsRegex("Max open files +[0-9]{1,5} "));
}

TEST_F(worker_isolating, lets_it_die_with_us) {
  // Another process in our place: it starts a worker, says which, and is killed.
  std::array<int, 2> channel{};
  ASSERT_EQ(::pipe(channel.data()), 0);
  const auto parent = ::fork();
  if (parent == 0) {
    const auto process = running();
    ::kill(process, SIGSTOP);  // or it might hear that our pipe is gone, and end by itself
    static_cast<void>(::write(channel[1], &process, sizeof process));
    ::kill(::getpid(), SIGKILL);
  }
  // Its orphans are ours, so we hear of their end.
  ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1), 0);
  pid_t worker = 0;
  ASSERT_EQ(::read(channel[0], &worker, sizeof worker), static_cast<ssize_t>(sizeof worker));
  ASSERT_EQ(::waitpid(parent, nullptr, 0), parent);
  int status = 0;
  ASSERT_EQ(::waitpid(worker, &status, 0), worker);
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << status;
  ::prctl(PR_SET_CHILD_SUBREAPER, 0);
  ::close(channel[0]);
  ::close(channel[1]);
}

}  // namespace
}  // namespace flex_video::rooms
