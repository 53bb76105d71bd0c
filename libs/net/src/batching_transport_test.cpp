#include "batching_transport.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <string_view>

namespace flex_video::net {
namespace {

using boost::system::error_code;

/// A transport and the blocking peer at its other end.
struct batching : testing::Test {
  batching() {
    tcp_acceptor acceptor{loop, {asio::ip::address_v4::loopback(), 0}};
    peer.connect(acceptor.local_endpoint());
    auto socket = acceptor.accept();
    socket.non_blocking(true);
    ours = std::make_unique<batching_transport>(transport{std::move(socket)}, blocks);
    ours->on_rest([this] { ++rests; });
  }

  void run() {
    loop.restart();
    loop.run();
  }
  std::string read(std::size_t most) {
    std::string bytes(most, '\0');
    ours->async_read_some(asio::buffer(bytes), [&](error_code error, std::size_t count) {
      EXPECT_FALSE(error) << error.message();
      bytes.resize(count);
    });
    run();
    return bytes;
  }
  void write(std::string_view bytes, bool more_follows) {
    ours->hold(more_follows);
    asio::async_write(*ours, asio::buffer(bytes), [&](error_code error, std::size_t count) {
      EXPECT_FALSE(error) << error.message();
      EXPECT_EQ(count, bytes.size());
    });
    run();
  }
  std::string arrived(std::size_t bytes) {
    std::string text(bytes, '\0');
    asio::read(peer, asio::buffer(text));
    return text;
  }

  asio::io_context loop;
  std::shared_ptr<read_blocks> blocks = std::make_shared<read_blocks>();
  tcp_socket peer{loop};
  std::unique_ptr<batching_transport> ours;
  int rests = 0;
};

TEST_F(batching, reads_what_there_is_at_once) {
  asio::write(peer, asio::buffer(std::string_view{"abcdef"}));
  EXPECT_EQ(read(2), "ab");
  EXPECT_EQ(peer.available() + ours->socket().socket().available(), 0u);
  EXPECT_EQ(read(3), "cde");
  EXPECT_EQ(rests, 1);
  EXPECT_EQ(read(3), "f");
}

TEST_F(batching, has_a_buffer_only_while_something_is_unread) {
  asio::write(peer, asio::buffer(std::string_view{"ab"}));
  EXPECT_EQ(read(1), "a");
  EXPECT_EQ(blocks->spare(), 0u);
  EXPECT_EQ(read(1), "b");
  EXPECT_EQ(blocks->spare(), 1u);
}

TEST_F(batching, tells_the_end_of_the_peer) {
  peer.close();
  error_code failed;
  char byte = 0;
  ours->async_read_some(asio::buffer(&byte, 1), [&](error_code error, std::size_t) { failed = error; });
  run();
  EXPECT_EQ(failed, asio::error::eof);
  EXPECT_EQ(blocks->spare(), 1u);
}

TEST_F(batching, keeps_writes_back_until_the_last) {
  write("one ", true);
  write("two ", true);
  EXPECT_EQ(peer.available(), 0u);
  write("three", false);
  EXPECT_EQ(arrived(13), "one two three");
}

TEST_F(batching, keeps_no_more_back_than_is_useful) {
  const std::string large(40'000, 'x');
  write(large, true);
  write(large, true);
  EXPECT_EQ(peer.available(), 0u);
  write("y", true);
  EXPECT_EQ(arrived(80'001), large + large + "y");
}

TEST_F(batching, writes_at_once_what_nothing_follows) {
  write("one", false);
  EXPECT_EQ(arrived(3), "one");
}

}  // namespace
}  // namespace flex_video::net
