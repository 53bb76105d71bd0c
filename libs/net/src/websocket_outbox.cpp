#include "websocket_outbox.hpp"

#include <utility>

namespace flex_video::net {
namespace {

// RFC 6455 section 5.5: 125 bytes in a control frame, two of them for the code.
constexpr std::size_t longest_reason = 123;

/// The longest prefix that fits and cuts no UTF-8 sequence.
std::string_view fitting(std::string_view reason) {
  if (reason.size() <= longest_reason) return reason;
  auto end = longest_reason;
  while (end > 0 && (static_cast<unsigned char>(reason[end]) & 0xC0) == 0x80) --end;
  return reason.substr(0, end);
}

}  // namespace

void websocket_outbox::send(frame kind, std::string bytes) {
  if (!takes_more()) return;
  if (bytes_ + bytes.size() > limit_) {
    overflowed_ = true;
  } else {
    bytes_ += bytes.size();
    messages_.push_back({kind, std::move(bytes)});
  }
  wake();
}

void websocket_outbox::close(std::uint16_t code, std::string_view reason) {
  if (!takes_more()) return;
  closing_ = farewell{code, std::string(fitting(reason))};
  wake();
}

void websocket_outbox::end() {
  ended_ = true;
  wake_ = nullptr;
  messages_.clear();
}

std::optional<websocket_outbox::message> websocket_outbox::take() {
  if (messages_.empty()) return std::nullopt;
  auto next = std::move(messages_.front());
  messages_.pop_front();
  return next;
}

}  // namespace flex_video::net
