// A call of a function with whatever form and whatever Twilio's APIs answer: it comes to an answer, in time,
// the same one each time, that holds no secret. The input is the function's number, the form, and after each
// NUL a digit of a status and a body.
#include "expectation.hpp"

#include "flex_video/serverless/functions.hpp"

#include <array>
#include <string>

namespace {

using namespace flex_video;
using namespace flex_video::serverless;
using fuzz::require;
using std::chrono::milliseconds;

constexpr std::array functions{"get-tokens", "start", "join", "end", "task-event"};
constexpr std::string_view api_secret = "the secret of the api key";
constexpr std::string_view auth_token = "the account's auth token";

twilio::form environment() {
  return {{"ACCOUNT_SID", "AC" + std::string(32, '1')}, {"API_KEY", "SK" + std::string(32, '2')},
          {"API_SECRET", std::string{api_secret}},      {"WORKSPACE_SID", "WS" + std::string(32, '3')},
          {"AUTH_TOKEN", std::string{auth_token}},      {"DOMAIN_NAME", "video-1234.twil.io"}};
}

std::string_view next_part(std::string_view& text) {
  const auto end = text.find('\0');
  const auto part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  return part;
}

function_answer run(function_call call, std::string_view answers) {
  constexpr int most_steps = 64;
  auto now = call.began;
  for (int steps = 0; steps < most_steps; ++steps) {
    const auto next = advance(call);
    if (const auto* answer = std::get_if<function_answer>(&next)) {
      require(now <= call.began + longest_call + milliseconds{100});
      return *answer;
    }
    finished_step step{.at = {}, .outcome = waited{}};
    if (const auto* request = std::get_if<net::client_request>(&next)) {
      const auto part = next_part(answers);
      now += part.empty() ? request->timeout : milliseconds{5};
      if (part.empty()) {
        step.outcome = net::client_errc::timed_out;
      } else {
        const auto status = 100u * static_cast<unsigned>(part.front() % 6) + 100u;
        step.outcome =
            net::client_answer{.status = status, .headers = {}, .body = std::string{part.substr(1)}};
      }
    } else {
      now += std::get<milliseconds>(next);
    }
    step.at = now;
    call.steps.push_back(std::move(step));
  }
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto text = fuzz::as_text(data, size);
  require(!advance_json(text).empty());
  if (text.empty()) return 0;
  const auto* function = functions.at(static_cast<std::size_t>(text.front()) % functions.size());
  text.remove_prefix(1);
  const auto form = twilio::parse_form(next_part(text));
  if (!form) return 0;
  const function_call call{.function = function,
                           .environment = environment(),
                           .parameters = *form,
                           .headers = {},
                           .began = base::time_point{std::chrono::seconds{1'800'000'000}},
                           .seed = {},
                           .steps = {}};
  const auto answer = run(call, text);
  require(answer.status >= 200 && answer.status < 600);
  for (const auto secret : {api_secret, auth_token})
    require(answer.body.find(secret) == std::string::npos && answer.log.find(secret) == std::string::npos);
  require(answer.body == run(call, text).body);
  return 0;
}
