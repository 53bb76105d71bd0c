#include "agent_gate.hpp"

#include "flex_video/wire/errc.hpp"

#include <algorithm>

namespace flex_video::server {
namespace {

constexpr std::size_t remembered_tokens =
    4096;  // more than the agents of one installation who call at the same time
constexpr std::size_t longest_token = 8 * 1024;

std::string_view bearer_of(const net::request& request) {
  constexpr std::string_view scheme = "bearer ";
  const auto value = request.header("authorization");
  const auto same = [](char given, char lower) {
    return (given >= 'A' && given <= 'Z' ? given - 'A' + 'a' : given) == lower;
  };
  if (!std::ranges::equal(value.substr(0, scheme.size()), scheme, same)) return {};
  const auto token = value.substr(scheme.size());
  return token.substr(std::min(token.find_first_not_of(' '), token.size()));
}

}  // namespace

agent_gate::agent_gate(core::flex_identity& identity, const base::clock& clock, base::random_source& random)
    : identity_(identity), clock_(clock), cache_(random, remembered_tokens) {}

base::result<agent_gate::user> agent_gate::authenticate(const net::request& request) {
  return validate(bearer_of(request));
}

base::result<agent_gate::user> agent_gate::validate(std::string_view token) {
  if (token.empty()) return base::fail(wire::errc::flex_token_missing);
  if (token.size() > longest_token) return base::fail(core::identity_errc::invalid, "too long");
  const auto now = clock_.now();
  const auto digest = cache_.digest_of(token);
  {
    const std::lock_guard lock{mutex_};
    if (auto known = cache_.find(digest, now)) return known;
  }
  auto answered = identity_.validate(token);
  if (!answered) return std::unexpected{std::move(answered).error()};
  if (answered->expires_at <= now) return base::fail(core::identity_errc::expired);
  const std::lock_guard lock{mutex_};
  return cache_.keep(digest, *std::move(answered), now);
}

}  // namespace flex_video::server
