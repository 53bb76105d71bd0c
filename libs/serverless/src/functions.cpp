#include "flex_video/serverless/functions.hpp"

#include "calls.hpp"
#include "replay.hpp"
#include "settings.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/wire/codec.hpp"
#include "flex_video/wire/problems.hpp"

#include <algorithm>
#include <array>

namespace flex_video::serverless {
namespace {

struct function {
  std::string_view name;
  base::result<std::string> (*run)(calls&, const function_call&);
  /// How a refusal is worded.
  std::string (*refuse)(const wire::problem&);
};

std::string as_problem(const wire::problem& problem) { return wire::to_json(problem); }

/// In the original's form, which called what went wrong inside what it called it.
std::string as_original(const wire::problem& problem) {
  if (problem.status == 500) return wire::to_json(wire::tokens_refusal{"Internal Server Error"});
  if (problem.field == "taskSid" && problem.code == "missing_field")
    return wire::to_json(wire::tokens_refusal{"Missing taskSid"});
  return wire::to_json(wire::tokens_refusal{problem.field ? "Invalid " + *problem.field : problem.title});
}

constexpr std::array functions{
    function{"get-tokens", [](calls& calls, const function_call& call) { return calls.get_tokens(call); },
             as_original},
    function{"start", [](calls& calls, const function_call& call) { return calls.start(call); }, as_problem},
    function{"join", [](calls& calls, const function_call& call) { return calls.join(call); }, as_problem},
    function{"end", [](calls& calls, const function_call& call) { return calls.end(call); }, as_problem},
    function{"task-event", [](calls& calls, const function_call& call) { return calls.task_event(call); },
             as_problem},
};

function_answer answer(unsigned status, std::string_view media_type, std::string body) {
  return {.status = status,
          .headers = {{"Content-Type", std::string{media_type}}, {"Cache-Control", "no-store"}},
          .body = std::move(body),
          .log = {}};
}

function_answer refuse(const function& function, const base::error& refusal) {
  const auto problem = wire::problem_of(refusal);
  const bool original = function.refuse == as_original;
  auto refused = answer(problem.status, original ? "application/json" : "application/problem+json",
                        function.refuse(problem));
  if (problem.status >= 500)
    refused.log = std::string{function.name} + ": " + refusal.code.message() +
                  (refusal.detail.empty() ? "" : " (" + refusal.detail + ")");
  return refused;
}

/// Says whose pages may read the answer. Nothing here is done in the name of a cookie, so that letting every
/// page read gives none of them a right; `origin` is what the page's browser says.
void allow_reading(function_answer& answer, const std::vector<std::string>& allowed,
                   std::string_view origin) {
  answer.headers.emplace_back("Vary", "Origin");
  if (!allowed.empty() && std::ranges::find(allowed, origin) == allowed.end()) return;
  answer.headers.emplace_back("Access-Control-Allow-Origin", allowed.empty() ? "*" : std::string{origin});
}

}  // namespace

next_step advance(const function_call& call) {
  const auto found = std::ranges::find(functions, call.function, &function::name);
  if (found == functions.end()) return function_answer{.status = 404, .headers = {}, .body = {}, .log = {}};
  const auto settings = read_settings(call.environment);
  if (!settings) {
    auto refused = refuse(*found, settings.error());
    allow_reading(refused, {}, {});
    return refused;
  }
  replay outside{call};
  seeded_random random{call.seed};
  calls calls{*settings, outside, random};
  const auto done = found->run(calls, call);
  if (outside.wanted()) return *outside.wanted();
  auto answered = done ? answer(200, "application/json", *done) : refuse(*found, done.error());
  allow_reading(answered, settings->allowed_origins, twilio::form_value(call.headers, "origin"));
  return answered;
}

}  // namespace flex_video::serverless
