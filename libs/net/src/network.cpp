#include "flex_video/net/network.hpp"

#include "flex_video/net/errc.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <span>

namespace flex_video::net {
namespace {

constexpr std::array<std::uint8_t, 12> v4_in_v6{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

unsigned bits_of(const ip_address& address) { return address.v4() ? 32 : 128; }

/// Whether the first `count` bits are the same.
bool same_bits(const ip_address& one, const ip_address& other, unsigned count) {
  const auto whole = count / 8;
  if (!std::equal(one.bytes().begin(), one.bytes().begin() + whole, other.bytes().begin())) return false;
  if (count % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - count % 8));
  return ((one.bytes()[whole] ^ other.bytes()[whole]) & mask) == 0;
}

/// Whether nothing is set behind the first `prefix` bits.
bool ends_in_zeros(const ip_address& address, unsigned prefix) {
  const auto& bytes = address.bytes();
  for (unsigned bit = prefix; bit < bits_of(address); ++bit) {
    if ((bytes[bit / 8] & (0x80 >> bit % 8)) != 0) return false;
  }
  return true;
}

}  // namespace

std::optional<ip_address> ip_address::parse(std::string_view text) {
  const bool v6 = text.contains(':');
  if (v6) text = text.substr(0, text.find('%'));
  char terminated[INET6_ADDRSTRLEN];
  if (text.size() >= sizeof terminated || text.contains('\0')) return std::nullopt;
  std::memcpy(terminated, text.data(), text.size());
  terminated[text.size()] = '\0';

  ip_address parsed;
  if (::inet_pton(v6 ? AF_INET6 : AF_INET, terminated, parsed.bytes_.data()) != 1) return std::nullopt;
  parsed.v4_ = !v6;
  if (v6 && std::ranges::equal(v4_in_v6, std::span{parsed.bytes_}.first<12>())) {
    std::ranges::copy(std::span{parsed.bytes_}.last<4>(), parsed.bytes_.begin());
    std::ranges::fill(std::span{parsed.bytes_}.last<12>(), std::uint8_t{0});
    parsed.v4_ = true;
  }
  return parsed;
}

std::string ip_address::text() const {
  char text[INET6_ADDRSTRLEN];
  return ::inet_ntop(v4_ ? AF_INET : AF_INET6, bytes_.data(), text, sizeof text);
}

base::result<network> network::parse(std::string_view text) {
  const auto refuse = [&] { return base::fail(errc::network_malformed, std::string(text)); };
  const auto slash = text.find('/');
  const auto address = ip_address::parse(text.substr(0, slash));
  if (!address || text.contains('%')) return refuse();
  network parsed;
  parsed.first_ = *address;
  parsed.prefix_ = bits_of(*address);
  if (slash == std::string_view::npos) return parsed;

  const auto digits = text.substr(slash + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed.prefix_);
  if (error != std::errc{} || end != digits.data() + digits.size() || parsed.prefix_ > bits_of(*address) ||
      !ends_in_zeros(*address, parsed.prefix_))
    return refuse();
  return parsed;
}

bool network::contains(const ip_address& address) const {
  return address.v4() == first_.v4() && same_bits(address, first_, prefix_);
}

}  // namespace flex_video::net
