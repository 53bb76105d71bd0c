#include "doctor/turn_message.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <span>
#include <stdexcept>

namespace flex_video::app::doctor {
namespace {

constexpr std::size_t header_size = 20;
constexpr std::size_t integrity_size = 20;
constexpr std::uint32_t magic_cookie = 0x2112a442;

enum message_type : std::uint16_t {
  allocate_request = 0x0003,
  allocate_success = 0x0103,
  allocate_error = 0x0113,
};
enum attribute_type : std::uint16_t {
  username = 0x0006,
  message_integrity = 0x0008,
  error_code = 0x0009,
  realm = 0x0014,
  nonce = 0x0015,
  requested_transport = 0x0019,
};

void append16(std::string& to, std::size_t value) {
  to.push_back(static_cast<char>(value >> 8 & 0xff));
  to.push_back(static_cast<char>(value & 0xff));
}

std::size_t read16(std::string_view from, std::size_t at) {
  return static_cast<std::size_t>(static_cast<unsigned char>(from[at])) << 8 |
         static_cast<unsigned char>(from[at + 1]);
}

constexpr std::size_t padded(std::size_t size) { return (size + 3) & ~std::size_t{3}; }

void append(std::string& to, attribute_type type, std::string_view value) {
  append16(to, type);
  append16(to, value.size());
  to.append(value).append(padded(value.size()) - value.size(), '\0');
}

/// What comes before the attributes, of which there are so many bytes.
std::string header(const transaction_id& id, std::size_t attributes) {
  std::string message;
  append16(message, allocate_request);
  append16(message, attributes);
  append16(message, magic_cookie >> 16);
  append16(message, magic_cookie & 0xffff);
  return message.append(reinterpret_cast<const char*>(id.data()), id.size());
}

std::string wanting_udp() {
  std::string attributes;
  append(attributes, requested_transport, std::string{"\x11\0\0\0", 4});  // protocol 17
  return attributes;
}

std::string md5(const std::string& text) {
  std::string digest(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_md5(),
                 nullptr) != 1)
    throw std::runtime_error("OpenSSL has no MD5");
  digest.resize(size);
  return digest;
}

std::string hmac_sha1(const std::string& key, const std::string& message) {
  std::string digest(integrity_size, '\0');
  unsigned size = 0;
  HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(message.data()), message.size(),
       reinterpret_cast<unsigned char*>(digest.data()), &size);
  return digest;
}

void take(turn_answer& answer, std::size_t type, std::string_view value) {
  if (type == realm) answer.challenge.realm = value;
  if (type == nonce) answer.challenge.nonce = value;
  if (type == error_code && value.size() >= 4)
    answer.error = (static_cast<unsigned char>(value[2]) & 7U) * 100 + static_cast<unsigned char>(value[3]);
}

}  // namespace

std::string write_allocate(const transaction_id& id) {
  const auto attributes = wanting_udp();
  return header(id, attributes.size()) + attributes;
}

std::string write_allocate(const transaction_id& id, const turn_challenge& challenge,
                           const turn_caller& caller) {
  auto attributes = wanting_udp();
  append(attributes, username, caller.username);
  append(attributes, realm, challenge.realm);
  append(attributes, nonce, challenge.nonce);
  // Signed with the length that the message has with its signature.
  auto message = header(id, attributes.size() + 4 + integrity_size) + attributes;
  const auto key = md5(caller.username + ":" + challenge.realm + ":" + std::string{caller.password.reveal()});
  append(message, message_integrity, hmac_sha1(key, message));
  return message;
}

std::optional<std::size_t> turn_message_size(std::string_view bytes) {
  if (bytes.size() < header_size || read16(bytes, 4) != magic_cookie >> 16 ||
      read16(bytes, 6) != (magic_cookie & 0xffff))
    return std::nullopt;
  return header_size + read16(bytes, 2);
}

std::optional<turn_answer> read_turn_answer(std::string_view bytes, const transaction_id& id) {
  const auto size = turn_message_size(bytes);
  if (!size || bytes.size() < *size) return std::nullopt;
  const auto given = std::as_bytes(std::span{bytes}.subspan(8, id.size()));
  if (!std::ranges::equal(given, id)) return std::nullopt;
  const auto type = read16(bytes, 0);
  if (type != allocate_success && type != allocate_error) return std::nullopt;
  turn_answer answer{.allocated = type == allocate_success};
  auto attributes = bytes.substr(header_size, *size - header_size);
  while (attributes.size() >= 4) {
    const auto length = read16(attributes, 2);
    if (attributes.size() < 4 + length) return std::nullopt;
    take(answer, read16(attributes, 0), attributes.substr(4, length));
    attributes.remove_prefix(std::min(attributes.size(), 4 + padded(length)));
  }
  return answer;
}

}  // namespace flex_video::app::doctor
