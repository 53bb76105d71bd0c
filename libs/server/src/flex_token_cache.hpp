#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/twilio/hmac.hpp"

#include <chrono>
#include <cstring>
#include <list>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace flex_video::server {

/// Remembers whom Flex tokens speak for, so that not every call asks Twilio's IAM. It holds no token, only
/// its HMAC under a key of this process: nobody can make another token that is taken for a remembered one.
class flex_token_cache {
 public:
  static constexpr std::chrono::minutes longest{5};  ///< a revoked token is believed no longer than this

  flex_token_cache(base::random_source& random, std::size_t capacity);

  using digest = twilio::hmac_sha256::digest;
  digest digest_of(std::string_view token) { return hmac_(token); }

  /// The user of a token that was kept, has not expired, and was validated less than `longest` ago; else
  /// null.
  std::shared_ptr<const core::flex_user> find(const digest& token, base::time_point now);
  /// Keeps an answer of IAM. The one that was used least recently makes place.
  std::shared_ptr<const core::flex_user> keep(const digest& token, core::flex_user user,
                                              base::time_point now);

  std::size_t size() const { return entries_.size(); }

 private:
  struct entry {
    digest token;
    std::shared_ptr<const core::flex_user> user;
    base::time_point until;
  };
  struct leading_bytes {  // of a keyed digest: nobody can aim at one bucket
    std::size_t operator()(const digest& token) const {
      std::size_t value;
      std::memcpy(&value, token.data(), sizeof value);
      return value;
    }
  };
  using place = std::list<entry>::iterator;

  void forget(place at);

  twilio::hmac_sha256 hmac_;
  std::size_t capacity_;
  std::list<entry> entries_;  ///< the one used last in front
  std::unordered_map<digest, place, leading_bytes> places_;
};

}  // namespace flex_video::server
