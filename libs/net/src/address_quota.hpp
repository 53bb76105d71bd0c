#pragma once

#include "flex_video/net/network.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace flex_video::net {

/// How many connections each address has. An IPv6 client commands a whole /64 (RFC 6177), so that is what
/// counts there.
class address_quota : public std::enable_shared_from_this<address_quota> {
 public:
  /// One connection's share; given back when it is destroyed.
  class share {
   public:
    share(std::shared_ptr<address_quota> owner, const ip_address& address)
        : owner_(std::move(owner)), address_(address) {}
    share(share&&) noexcept = default;
    ~share() {
      if (owner_) owner_->give_back(address_);
    }

   private:
    std::shared_ptr<address_quota> owner_;
    ip_address address_;
  };

  explicit address_quota(std::size_t limit) : limit_(limit) {}

  /// Nothing if the address has as many as it may. Only where this is held by a shared_ptr.
  std::optional<share> take(const ip_address& address);
  std::size_t addresses() const { return taken_.size(); }

 private:
  void give_back(const ip_address& address);

  std::size_t limit_;
  std::map<ip_address, std::size_t> taken_;
};

}  // namespace flex_video::net
