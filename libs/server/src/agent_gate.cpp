#include "agent_gate.hpp"

#include "flex_video/wire/errc.hpp"

#include <algorithm>
#include <optional>

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

/// What is wrong with a token before anybody is asked about it.
std::optional<base::error> refusal_of_form(std::string_view token) {
  if (token.empty()) return base::error{make_error_code(wire::errc::flex_token_missing), {}};
  if (token.size() > longest_token)
    return base::error{make_error_code(core::identity_errc::invalid), "too long"};
  return std::nullopt;
}

}  // namespace

agent_gate::agent_gate(core::flex_identity& identity, const base::clock& clock, base::random_source& random,
                       turnstile& turnstile)
    : identity_(identity), clock_(clock), turnstile_(turnstile), cache_(random, remembered_tokens) {}

agent_gate::user agent_gate::recall(std::string_view token) {
  const std::lock_guard lock{mutex_};
  return cache_.find(cache_.digest_of(token), clock_.now());
}

base::result<agent_gate::user> agent_gate::authenticate(const net::request& request) {
  const auto token = bearer_of(request);
  if (const auto refusal = refusal_of_form(token)) return std::unexpected{*refusal};
  if (auto known = recall(token)) return known;
  if (const auto passed = turnstile_.pass_address(request); !passed) return std::unexpected{passed.error()};
  return validate(token);
}

base::result<agent_gate::user> agent_gate::validate(std::string_view token) {
  if (const auto refusal = refusal_of_form(token)) return std::unexpected{*refusal};
  if (auto known = recall(token)) return known;
  auto answered = identity_.validate(token);
  if (!answered) return std::unexpected{std::move(answered).error()};
  const auto now = clock_.now();
  if (answered->expires_at <= now) return base::fail(core::identity_errc::expired);
  const std::lock_guard lock{mutex_};
  return cache_.keep(cache_.digest_of(token), *std::move(answered), now);
}

}  // namespace flex_video::server
