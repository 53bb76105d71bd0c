#include "call_watch.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <poll.h>
#include <unistd.h>

namespace flex_video::store {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

struct socket_pair {
  socket_pair() { EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0); }
  ~socket_pair() {
    ::close(ends[0]);
    ::close(ends[1]);
  }
  /// Whether it is cut off by then.
  bool cut_off_within(milliseconds time) {
    pollfd watched{.fd = ends[0], .events = POLLIN, .revents = 0};
    return ::poll(&watched, 1, static_cast<int>(time.count())) == 1;
  }
  int ends[2];
};

TEST(call_watch, cuts_off_the_call_whose_time_is_over) {
  socket_pair late, in_time;
  call_watch watch;
  const auto long_call = watch.begin(in_time.ends[0], steady_clock::now() + std::chrono::hours{1});
  const auto call = watch.begin(late.ends[0], steady_clock::now() + milliseconds{20});
  EXPECT_TRUE(late.cut_off_within(milliseconds{5'000}));
  EXPECT_FALSE(in_time.cut_off_within(milliseconds{0}));
  watch.end(call);
  watch.end(long_call);
}

TEST(call_watch, leaves_a_call_alone_that_has_ended) {
  socket_pair ended, later;
  call_watch watch;
  watch.end(watch.begin(ended.ends[0], steady_clock::now() + milliseconds{1}));
  const auto call = watch.begin(later.ends[0], steady_clock::now() + milliseconds{20});
  EXPECT_TRUE(later.cut_off_within(milliseconds{5'000}));
  EXPECT_FALSE(ended.cut_off_within(milliseconds{0}));
  watch.end(call);
}

TEST(call_watch, ends_while_calls_are_under_way) {
  socket_pair open;
  call_watch watch;
  watch.begin(open.ends[0], steady_clock::now() + std::chrono::hours{1});
}

}  // namespace
}  // namespace flex_video::store
