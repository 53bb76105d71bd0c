#include "address_quota.hpp"

namespace flex_video::net {

std::optional<address_quota::share> address_quota::take(const ip_address& address) {
  const auto counted = address.v4() ? address : address.prefix(64);
  auto& count = taken_[counted];
  if (count >= limit_) {
    if (count == 0) taken_.erase(counted);
    return std::nullopt;
  }
  ++count;
  return share{shared_from_this(), counted};
}

void address_quota::give_back(const ip_address& address) {
  const auto found = taken_.find(address);
  if (--found->second == 0) taken_.erase(found);
}

}  // namespace flex_video::net
