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

ip_address ip_address::prefix(unsigned bits) const {
  auto cut = *this;
  for (unsigned i = 0; i < cut.bytes_.size(); ++i) {
    const auto kept = std::min(8U, bits - std::min(bits, 8 * i));
    cut.bytes_[i] &= static_cast<std::uint8_t>(0xff00 >> kept);
  }
  return cut;
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
      address->prefix(parsed.prefix_) != *address)
    return refuse();
  return parsed;
}

bool network::contains(const ip_address& address) const {
  return address.v4() == first_.v4() && address.prefix(prefix_) == first_;
}

}  // namespace flex_video::net
