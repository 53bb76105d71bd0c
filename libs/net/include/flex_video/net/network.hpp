#pragma once

#include "flex_video/base/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::net {

/// An IPv4 or IPv6 address. IPv4 in IPv6 (::ffff:192.0.2.1, as dual-stack sockets tell it) is the IPv4
/// address.
class ip_address {
 public:
  /// Nothing if `text` is not an address, alone. A zone ("%eth0") is passed over.
  static std::optional<ip_address> parse(std::string_view text);

  bool v4() const { return v4_; }
  /// In network order; of an IPv4 address the first four, and zeros.
  const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
  /// The address with all behind its first `bits` set to zero.
  ip_address prefix(unsigned bits) const;
  /// The canonical text (RFC 5952 for IPv6).
  std::string text() const;

  friend auto operator<=>(const ip_address&, const ip_address&) = default;

 private:
  std::array<std::uint8_t, 16> bytes_{};
  bool v4_ = false;
};

/// A block of addresses in CIDR notation (RFC 4632 section 3.1, RFC 4291 section 2.3).
class network {
 public:
  /// "10.0.0.0/8", "2001:db8::/32", or one address. errc::network_malformed for anything else, also for bits
  /// set behind the prefix, as in "10.0.0.1/8", which leaves open what was meant.
  static base::result<network> parse(std::string_view text);

  bool contains(const ip_address& address) const;

  friend bool operator==(const network&, const network&) = default;

 private:
  ip_address first_;
  unsigned prefix_ = 0;
};

}  // namespace flex_video::net
