#include "flex_token_cache.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace flex_video::server {
namespace {

base::secret random_key(base::random_source& random) {
  std::array<std::byte, 32> bytes;
  random.fill(bytes);
  return base::secret{std::string{reinterpret_cast<const char*>(bytes.data()), bytes.size()}};
}

}  // namespace

flex_token_cache::flex_token_cache(base::random_source& random, std::size_t capacity)
    : hmac_(random_key(random)), capacity_(capacity) {}

std::shared_ptr<const core::flex_user> flex_token_cache::find(const digest& token, base::time_point now) {
  const auto found = places_.find(token);
  if (found == places_.end()) return nullptr;
  if (now >= found->second->until) {
    forget(found->second);
    return nullptr;
  }
  entries_.splice(entries_.begin(), entries_, found->second);
  return entries_.front().user;
}

std::shared_ptr<const core::flex_user> flex_token_cache::keep(const digest& token, core::flex_user user,
                                                              base::time_point now) {
  const auto until = std::min(user.expires_at, now + longest);
  auto kept = std::make_shared<const core::flex_user>(std::move(user));
  if (const auto found = places_.find(token); found != places_.end()) forget(found->second);
  if (entries_.size() >= capacity_) forget(std::prev(entries_.end()));
  entries_.push_front({.token = token, .user = kept, .until = until});
  places_.emplace(token, entries_.begin());
  return kept;
}

void flex_token_cache::forget(place at) {
  places_.erase(at->token);
  entries_.erase(at);
}

}  // namespace flex_video::server
