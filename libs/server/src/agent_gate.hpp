#pragma once

#include "flex_token_cache.hpp"
#include "turnstile.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/net/http.hpp"

#include <memory>
#include <mutex>
#include <string_view>

namespace flex_video::server {

/// Lets in who speaks with a valid Flex token. Fails closed. Any thread, if the identity port may be asked on
/// any.
class agent_gate {
 public:
  using user = std::shared_ptr<const core::flex_user>;

  agent_gate(core::flex_identity& identity, const base::clock& clock, base::random_source& random,
             turnstile& turnstile);

  /// The user of `Authorization: Bearer <Flex token>`: wire::errc::flex_token_missing, or as validate(). A
  /// token that is not remembered counts against the address before IAM is asked: wire::errc::rate_limited.
  base::result<user> authenticate(const net::request& request);
  /// The user of a token that came from an address which was counted: wire::errc::flex_token_missing if it is
  /// empty, else identity_errc.
  base::result<user> validate(std::string_view token);

 private:
  user recall(std::string_view token);

  core::flex_identity& identity_;
  const base::clock& clock_;
  turnstile& turnstile_;
  std::mutex mutex_;        ///< never held while IAM is asked
  flex_token_cache cache_;  ///< with mutex_
};

}  // namespace flex_video::server
