// Token pairs (agent and customer) per CPU second, as /get-tokens mints them. The rival is npm twilio in
// tokens.mjs.
#include "flex_video/twilio/access_token.hpp"

#include <benchmark/benchmark.h>

namespace {

using namespace flex_video;

void token_pair(benchmark::State& state) {
  twilio::access_token_issuer issuer{{*twilio::account_sid::parse("AC11111111111111111111111111111111"),
                                      *twilio::api_key_sid::parse("SK22222222222222222222222222222222"),
                                      base::secret{"0123456789abcdef0123456789abcdef"}}};
  const base::system_clock clock;
  for (auto _ : state) {
    const auto now = clock.now();
    twilio::access_token token{.identity = "agent:WK33333333333333333333333333333333",
                               .room = "RM44444444444444444444444444444444",
                               .issued_at = now,
                               .expires_at = now + std::chrono::hours{4},
                               .not_before = {}};
    benchmark::DoNotOptimize(issuer.issue(token));
    token.identity = "customer:AAAAAAAAAAAAAAAAAAAAAA";
    benchmark::DoNotOptimize(issuer.issue(token));
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(token_pair);

}  // namespace

BENCHMARK_MAIN();
