#include "stun.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <zlib.h>

namespace flex_video::bench {
namespace {

// RFC 8489 and RFC 8445 section 16.1
constexpr std::uint16_t request_type = 0x0001;
constexpr std::uint16_t success_type = 0x0101;
constexpr std::uint32_t cookie = 0x2112A442;
constexpr std::size_t header_size = 20;
constexpr std::uint16_t username = 0x0006;
constexpr std::uint16_t integrity = 0x0008;
constexpr std::uint16_t xor_mapped_address = 0x0020;
constexpr std::uint16_t priority = 0x0024;
constexpr std::uint16_t use_candidate = 0x0025;
constexpr std::uint16_t fingerprint = 0x8028;
constexpr std::uint16_t ice_controlling = 0x802A;
constexpr std::size_t integrity_size = 24;
constexpr std::size_t fingerprint_size = 8;

class message {
 public:
  message(std::uint16_t type, std::span<const std::byte> transaction) {
    add(type, 2);
    add(0, 2);
    add(cookie, 4);
    bytes_.insert(bytes_.end(), transaction.begin(), transaction.end());
  }

  void attribute(std::uint16_t type, std::string_view value) {
    add(type, 2);
    add(value.size(), 2);
    const auto bytes = std::as_bytes(std::span{value});
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
    while (bytes_.size() % 4 != 0) bytes_.push_back({});
  }

  std::vector<std::byte> finish(std::string_view password) {
    set_length(integrity_size);
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha1(), password.data(), static_cast<int>(password.size()), data(), bytes_.size(), mac, &size);
    attribute(integrity, {reinterpret_cast<const char*>(mac), size});
    set_length(fingerprint_size);
    const auto sum = static_cast<std::uint32_t>(crc32(0, data(), static_cast<unsigned>(bytes_.size())));
    add(fingerprint, 2);
    add(4, 2);
    add(sum ^ 0x5354554EU, 4);
    return std::move(bytes_);
  }

 private:
  const unsigned char* data() const { return reinterpret_cast<const unsigned char*>(bytes_.data()); }
  void add(std::uint64_t value, unsigned size) {
    for (unsigned at = size; at-- > 0;) bytes_.push_back(static_cast<std::byte>(value >> (8 * at)));
  }
  void set_length(std::size_t more) {
    const auto length = bytes_.size() - header_size + more;
    bytes_[2] = static_cast<std::byte>(length >> 8U);
    bytes_[3] = static_cast<std::byte>(length);
  }

  std::vector<std::byte> bytes_;
};

}  // namespace

std::vector<std::byte> binding_request(const ice_pair& pair) {
  std::array<std::byte, 12> transaction{};
  RAND_bytes(reinterpret_cast<unsigned char*>(transaction.data()), static_cast<int>(transaction.size()));
  message said{request_type, transaction};
  said.attribute(username, pair.their_ufrag + ':' + pair.our_ufrag);
  said.attribute(priority, "\x6e\x7f\xff\xff");  // of a host candidate
  said.attribute(ice_controlling, "tiebreak");
  said.attribute(use_candidate, {});
  return said.finish(pair.their_password);
}

std::optional<std::vector<std::byte>> binding_answer(std::span<const std::byte> packet,
                                                     const ice_pair& pair) {
  if (packet.size() < header_size || packet[0] != std::byte{0} || packet[1] != std::byte{request_type})
    return std::nullopt;
  message said{success_type, packet.subspan(8, 12)};
  // Nobody asks where from it was seen: the address is 0.0.0.0.
  said.attribute(xor_mapped_address, {"\0\1\0\0\x21\x12\xA4\x42", 8});
  return said.finish(pair.our_password);
}

}  // namespace flex_video::bench
