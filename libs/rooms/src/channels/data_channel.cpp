#include "channels/data_channel.hpp"

#include "signalling/signalling_errc.hpp"

#include <limits>
#include <string_view>

namespace flex_video::rooms {
namespace {

constexpr std::size_t header_bytes = 12;
constexpr std::byte open_type{3};
constexpr std::uint8_t unordered = 0x80;
enum limited : std::uint8_t { reliable, by_retransmits, by_life_time };

std::uint32_t number_at(std::span<const std::byte> from, std::size_t at, std::size_t bytes) {
  std::uint32_t number = 0;
  for (const auto each : from.subspan(at, bytes)) number = number << 8 | std::to_integer<std::uint32_t>(each);
  return number;
}

void append_number(std::vector<std::byte>& to, std::uint32_t number, unsigned bytes) {
  while (bytes-- > 0) to.push_back(static_cast<std::byte>(number >> 8 * bytes));
}

void append_text(std::vector<std::byte>& to, std::string_view text) {
  for (const auto c : text) to.push_back(static_cast<std::byte>(c));
}

std::string text_of(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

base::result<reliability> read_reliability(std::uint8_t type, std::uint32_t limit) {
  const auto kind = static_cast<std::uint8_t>(type & ~unordered);
  reliability how{.ordered = (type & unordered) == 0};
  if (kind == reliable) return how;
  if (kind > by_life_time) return base::fail(signalling_errc::message_invalid, "channel type");
  if (limit > std::numeric_limits<std::uint16_t>::max())
    return base::fail(signalling_errc::message_invalid, "reliability");
  (kind == by_retransmits ? how.max_retransmits : how.max_packet_life_time) =
      static_cast<std::uint16_t>(limit);
  return how;
}

}  // namespace

base::result<channel_opening> read_channel_opening(std::span<const std::byte> message) {
  if (message.size() < header_bytes || message[0] != open_type)
    return base::fail(signalling_errc::message_invalid, "no channel opening");
  const auto label = number_at(message, 8, 2);
  const auto protocol = number_at(message, 10, 2);
  if (label > longest_channel_label || protocol > longest_channel_protocol ||
      message.size() != header_bytes + label + protocol)
    return base::fail(signalling_errc::message_invalid, "label or protocol");
  auto how = read_reliability(std::to_integer<std::uint8_t>(message[1]), number_at(message, 4, 4));
  if (!how) return std::unexpected{how.error()};
  return channel_opening{.label = text_of(message.subspan(header_bytes, label)),
                         .protocol = text_of(message.subspan(header_bytes + label)),
                         .how = *how,
                         .priority = static_cast<std::uint16_t>(number_at(message, 2, 2))};
}

std::vector<std::byte> write_channel_opening(const channel_opening& opening) {
  const auto& how = opening.how;
  const auto kind = how.max_retransmits ? by_retransmits : how.max_packet_life_time ? by_life_time : reliable;
  std::vector<std::byte> message{open_type, static_cast<std::byte>(kind | (how.ordered ? 0 : unordered))};
  append_number(message, opening.priority, 2);
  append_number(message, how.max_retransmits.value_or(how.max_packet_life_time.value_or(0)), 4);
  append_number(message, static_cast<std::uint32_t>(opening.label.size()), 2);
  append_number(message, static_cast<std::uint32_t>(opening.protocol.size()), 2);
  append_text(message, opening.label);
  append_text(message, opening.protocol);
  return message;
}

bool is_channel_acknowledgement(std::span<const std::byte> message) {
  return message.size() == 1 && message[0] == channel_acknowledgement[0];
}

}  // namespace flex_video::rooms
