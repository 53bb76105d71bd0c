#include "testing/websocket_client.hpp"

namespace flex_video::net::testing {
namespace {

unsigned byte(const std::string& bytes, std::size_t at) { return static_cast<unsigned char>(bytes.at(at)); }

void append_big_endian(std::string& out, std::uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
}

}  // namespace

unsigned websocket_client::frame::code() const {
  return kind == close && payload.size() >= 2 ? byte(payload, 0) * 256 + byte(payload, 1) : 0;
}

std::string websocket_client::handshake(std::string_view path) {
  return "GET " + std::string(path) +
         " HTTP/1.1\r\nHost: test\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n"
         "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
}

answer websocket_client::open(std::string_view path) {
  tcp_->send(handshake(path));
  return tcp_->read_answer();
}

bool websocket_client::send(opcode kind, std::string_view payload, bool final) {
  std::string bytes;
  bytes += static_cast<char>(static_cast<unsigned>(kind) | (final ? 0x80U : 0U));
  if (payload.size() < 126) {
    append_big_endian(bytes, 0x80 | payload.size(), 1);
  } else if (payload.size() < 65536) {
    append_big_endian(bytes, 0x80 | 126, 1);
    append_big_endian(bytes, payload.size(), 2);
  } else {
    append_big_endian(bytes, 0x80 | 127, 1);
    append_big_endian(bytes, payload.size(), 8);
  }
  const std::string mask = "\x11\x22\x33\x44";
  bytes += mask;
  for (std::size_t i = 0; i < payload.size(); ++i) bytes += static_cast<char>(payload[i] ^ mask[i % 4]);
  return tcp_->send(bytes);
}

bool websocket_client::send_close(unsigned code) {
  std::string payload;
  append_big_endian(payload, code, 2);
  return send(close, payload);
}

websocket_client::frame websocket_client::read() {
  const auto head = tcp_->read_exactly(2);
  if (head.size() < 2) return {};
  std::uint64_t length = byte(head, 1);
  if (length >= 126) {
    const auto extended = tcp_->read_exactly(length == 126 ? 2 : 8);
    length = 0;
    for (std::size_t i = 0; i < extended.size(); ++i) length = length * 256 + byte(extended, i);
  }
  frame result{static_cast<opcode>(byte(head, 0) & 0x0F), tcp_->read_exactly(length)};
  if (result.payload.size() < length) return {};
  return result;
}

}  // namespace flex_video::net::testing
