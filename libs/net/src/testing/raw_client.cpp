#include "testing/raw_client.hpp"

#include "ascii.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>

#include <algorithm>
#include <cerrno>
#include <poll.h>
#include <stdexcept>
#include <unistd.h>
#include <utility>

namespace flex_video::net::testing {

std::string answer::header(std::string_view name) const {
  for (std::string_view rest = head; !rest.empty();) {
    auto value = take_until(rest, '\n');
    if (value.ends_with('\r')) value.remove_suffix(1);
    if (iequals(take_until(value, ':'), name)) return std::string(trim(value));
  }
  return {};
}

raw_client::raw_client(std::uint16_t port, int receive_buffer) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
  const timeval patience{.tv_sec = 20, .tv_usec = 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (receive_buffer > 0)
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket_);
    throw std::runtime_error("cannot connect");
  }
}

raw_client::~raw_client() { ::close(socket_); }

bool raw_client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = transmit(bytes.data(), bytes.size());
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void raw_client::shut_sending() { ::shutdown(socket_, SHUT_WR); }

long raw_client::receive(char* bytes, std::size_t size) { return ::recv(socket_, bytes, size, 0); }

long raw_client::transmit(const char* bytes, std::size_t size) {
  return ::send(socket_, bytes, size, MSG_NOSIGNAL);
}

bool raw_client::fill() {
  char bytes[64 * 1024];
  const auto count = receive(bytes, sizeof bytes);
  if (count > 0) {
    buffer_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }
  closed_ = closed_ || count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
  return false;
}

std::string raw_client::take(std::size_t bytes) {
  auto taken = buffer_.substr(0, bytes);
  buffer_.erase(0, bytes);
  return taken;
}

std::string raw_client::read_until(std::string_view end) {
  while (!buffer_.contains(end)) {
    if (!fill()) return {};
  }
  return take(buffer_.find(end) + end.size());
}

std::string raw_client::read_exactly(std::size_t bytes) {
  while (buffer_.size() < bytes) {
    if (!fill()) return {};
  }
  return take(bytes);
}

std::string raw_client::read_all() {
  while (fill()) {
  }
  return std::exchange(buffer_, {});
}

std::string raw_client::read_chunk() {
  const auto size = read_until("\r\n");
  if (size.empty()) return {};
  const auto bytes = std::stoul(size, nullptr, 16);
  auto chunk = read_exactly(bytes);
  read_exactly(2);
  return chunk;
}

answer raw_client::read_answer(bool to_head) {
  answer result;
  result.head = read_until("\r\n\r\n");
  if (result.head.size() < 12) return result;
  result.status = static_cast<unsigned>(std::stoul(result.head.substr(9, 3)));
  if (to_head) return result;
  if (const auto length = result.header("content-length"); !length.empty()) {
    result.body = read_exactly(std::stoul(length));
  } else if (result.header("transfer-encoding") == "chunked") {
    for (auto chunk = read_chunk(); !chunk.empty(); chunk = read_chunk()) result.body += chunk;
  }
  return result;
}

answer raw_client::get(std::string_view path, std::string_view headers) {
  send("GET " + std::string(path) + " HTTP/1.1\r\nHost: test\r\n" + std::string(headers) + "\r\n");
  return read_answer();
}

bool raw_client::readable(int milliseconds) const {
  pollfd wanted{.fd = socket_, .events = POLLIN, .revents = 0};
  return !buffer_.empty() || ::poll(&wanted, 1, milliseconds) > 0;
}

}  // namespace flex_video::net::testing
