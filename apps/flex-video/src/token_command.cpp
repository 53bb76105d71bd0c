#include "token_command.hpp"

#include "environment.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/twilio/token_request.hpp"

#include <iostream>

namespace flex_video::app {
namespace {

int mint_lines(twilio::access_token_issuer& issuer, const base::clock& clock) {
  std::string line;
  for (int number = 1; std::getline(std::cin, line); ++number) {
    const auto token = twilio::parse_token_request(line, clock.now());
    if (!token) {
      std::cerr << "flex-video token: line " << number << ": " << token.error().detail << '\n';
      return 1;
    }
    std::cout << issuer.issue(*token) << '\n';
  }
  return 0;
}

}  // namespace

int run_token(const token_options& options) {
  const base::system_clock clock;
  twilio::access_token_issuer issuer{read_credentials(environment::from_file(options.data / "demo.env"))};
  if (options.from_stdin) return mint_lines(issuer, clock);
  const auto now = clock.now();
  twilio::access_token token{.identity = options.identity,
                             .room = {},
                             .issued_at = now,
                             .expires_at = now + std::chrono::seconds{options.ttl_seconds},
                             .not_before = {}};
  if (!options.room.empty()) token.room = options.room;
  std::cout << issuer.issue(token) << '\n';
  return 0;
}

}  // namespace flex_video::app
