#include "flex_video/net/local_stream.hpp"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>

namespace flex_video::net {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span{text}); }

/// A stream, and the other end of its socket pair.
struct local_streaming : testing::Test {
  event_loop loop;
  int far = -1;
  std::string heard;
  int ends = 0;
  std::function<void()> after_each = [] {};
  std::optional<local_stream> stream;

  void SetUp() override { open(1'000'000); }
  void TearDown() override {
    if (far >= 0) ::close(far);
  }

  void open(std::size_t limit) {
    if (far >= 0) ::close(far);
    std::array<int, 2> pair{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()), 0);
    far = pair[1];
    stream.emplace(loop, pair[0], limit,
                   local_stream::listener{.received =
                                              [this](std::span<const std::byte> bytes) {
                                                heard.append(reinterpret_cast<const char*>(bytes.data()),
                                                             bytes.size());
                                                after_each();
                                              },
                                          .ended = [this] { ++ends, after_each(); }});
  }

  void say(std::string_view text) {
    ASSERT_EQ(::write(far, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void hang_up() {
    ::close(far);
    far = -1;
  }
};

TEST_F(local_streaming, hears_what_the_other_end_says_until_it_hangs_up) {
  say("one");
  say("two");
  hang_up();
  loop.run();
  EXPECT_EQ(heard, "onetwo");
  EXPECT_EQ(ends, 1);
}

TEST_F(local_streaming, says_in_order_what_does_not_fit_at_once) {
  std::string sent(300'000, 'a');
  sent += "z";
  stream->send(bytes_of(std::string_view{sent}.substr(0, 200'000)));
  stream->send(bytes_of(std::string_view{sent}.substr(200'000)));
  std::string got;
  std::thread reader{[&] {
    std::array<char, 4096> piece{};
    while (got.size() < sent.size()) {
      const auto size = ::read(far, piece.data(), piece.size());
      if (size <= 0) break;
      got.append(piece.data(), static_cast<std::size_t>(size));
    }
    ::shutdown(far, SHUT_RDWR);
  }};
  loop.run();
  reader.join();
  EXPECT_EQ(got, sent);
  EXPECT_EQ(ends, 1);
}

TEST_F(local_streaming, ends_when_more_waits_than_may) {
  open(1'000);
  stream->send(bytes_of(std::string(1'001, 'a')));
  EXPECT_EQ(ends, 0) << "not during the call";
  loop.run();
  EXPECT_EQ(ends, 1);
}

TEST_F(local_streaming, may_be_destroyed_by_what_it_hears) {
  after_each = [this] { stream.reset(); };
  say("last words");
  loop.run();
  EXPECT_EQ(heard, "last words");
  EXPECT_EQ(ends, 0) << "nothing after the destruction";
}

TEST_F(local_streaming, drops_what_is_said_after_the_end) {
  hang_up();
  loop.run();
  stream->send(bytes_of("too late"));
  loop.run();
  EXPECT_EQ(ends, 1);
}

}  // namespace
}  // namespace flex_video::net
