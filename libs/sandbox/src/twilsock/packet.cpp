#include "twilsock/packet.hpp"

#include "json_reading.hpp"

#include "flex_video/sandbox/errc.hpp"

#include <boost/json/serialize.hpp>

#include <charconv>

namespace flex_video::sandbox {
namespace {

constexpr std::string_view magic = "TWILSOCK V3.0 ";
constexpr std::string_view line_end = "\r\n";

std::unexpected<base::error> malformed(const char* what) { return base::fail(errc::malformed_packet, what); }

}  // namespace

base::result<packet> decode_packet(std::string_view bytes) {
  if (!bytes.starts_with(magic)) return malformed("no magic");
  bytes.remove_prefix(magic.size());
  std::size_t header_size = 0;
  const auto digits = std::from_chars(bytes.data(), bytes.data() + bytes.size(), header_size);
  if (digits.ec != std::errc{}) return malformed("no header size");
  bytes.remove_prefix(static_cast<std::size_t>(digits.ptr - bytes.data()));
  if (!bytes.starts_with(line_end)) return malformed("no end of the first line");
  bytes.remove_prefix(line_end.size());
  if (header_size > packet::longest_header) return malformed("header too long");
  if (bytes.size() < header_size + line_end.size()) return malformed("header cut off");
  auto header = read_json(bytes.substr(0, header_size));
  bytes.remove_prefix(header_size);
  if (!header || !header->is_object()) return malformed("header is no JSON object");
  if (!bytes.starts_with(line_end)) return malformed("no end of the header");
  bytes.remove_prefix(line_end.size());
  const auto payload_size = number_member(header->as_object(), "payload_size").value_or(0);
  if (payload_size < 0 || static_cast<std::size_t>(payload_size) > bytes.size())
    return malformed("payload cut off");
  return packet{std::move(header->as_object()),
                std::string{bytes.substr(0, static_cast<std::size_t>(payload_size))}};
}

std::string encode_packet(packet message) {
  message.header["payload_size"] = message.payload.size();
  const auto header = json::serialize(message.header);
  return std::string{magic} + std::to_string(header.size()) + std::string{line_end} + header +
         std::string{line_end} + message.payload;
}

}  // namespace flex_video::sandbox
