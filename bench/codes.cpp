// Forged invite codes refused per CPU second: right in length and letters, and signed by somebody else, which
// is as far as a forger gets.
#include "flex_video/base/random.hpp"
#include "flex_video/core/invite_code.hpp"
#include "flex_video/server/hmac_code_signer.hpp"

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

namespace {

using namespace flex_video;

void forged_code(benchmark::State& state) {
  server::hmac_code_signer ours{base::secret{"0123456789abcdef0123456789abcdef"}};
  server::hmac_code_signer forgers{base::secret{"fedcba9876543210fedcba9876543210"}};
  base::system_random random;
  const base::system_clock clock;
  std::vector<std::string> codes;
  while (codes.size() < 1024) {
    codes.push_back(core::write_invite_code({.session = core::session_id::generate(random),
                                             .role = core::invite_role::customer,
                                             .ordinal = 0,
                                             .expires_at = clock.now() + std::chrono::hours{1}},
                                            forgers));
  }
  std::size_t next = 0;
  for (auto _ : state) {
    if (core::parse_invite_code(codes[next++ % codes.size()], ours, clock.now())) {
      state.SkipWithError("a forged code was taken");
      return;
    }
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(forged_code);

}  // namespace

BENCHMARK_MAIN();
