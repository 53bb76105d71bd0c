// What one telemetry socket is told, a line each: at most one answer, and none that admits whom no token
// does.
#include "telemetry/telemetry.hpp"

#include "expectation.hpp"

#include <algorithm>
#include <string>

namespace {

using namespace flex_video;
using namespace flex_video::rooms;
using fuzz::require;

const twilio::credentials account{*twilio::account_sid::parse("AC" + std::string(32, '1')),
                                  *twilio::api_key_sid::parse("SK" + std::string(32, '2')),
                                  base::secret{"a secret that no input knows"}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const room_server_options options;
  const base::time_point opened{std::chrono::seconds{1'800'000'000}};
  twilio::access_token_verifier tokens{account};
  telemetry socket{options, opened};
  int answers = 0;
  for (auto rest = fuzz::as_text(data, size); !rest.empty();) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto step = socket.received(line, tokens, "S", opened);
    answers += !step.reply.empty();
    require(answers <= 1);
    require(step.reply.find(R"("type":"connected")") == std::string::npos);
    require(socket.next_deadline() == opened + options.timings.hello);
    if (step.close) return 0;
  }
  require(socket.advance(opened + options.timings.hello).close.has_value());
  return 0;
}
