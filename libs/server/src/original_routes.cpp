#include "original_routes.hpp"

#include "answers.hpp"

#include "flex_video/wire/problems.hpp"

namespace flex_video::server {
namespace {

net::response refuse(unsigned status, std::string words) {
  return answer_json(status, wire::to_json(wire::tokens_refusal{std::move(words)}));
}

/// In the original's form. What went wrong inside is called what the original called it.
net::response refuse(const base::error& refusal) {
  auto problem = wire::problem_of(refusal);
  if (problem.status == 500) problem.title = "Internal Server Error";
  if (problem.field) problem.title = "Invalid " + *problem.field;
  auto answer = refuse(problem.status, std::move(problem.title));
  add_retry_after(answer, refusal);
  return answer;
}

/// `workerName` is part of the form and is not looked at: who somebody is comes from the Flex token.
net::response issue(agent_gate& gate, turnstile& turnstile, original_tokens& tokens, bool insecure,
                    const net::request& request) {
  if (const auto passed = turnstile.pass_address(request); !passed) return refuse(passed.error());
  if (!request.body.empty() && request.content_type() != "application/x-www-form-urlencoded") {
    return refuse(base::error{make_error_code(wire::errc::unsupported_media_type), {}});
  }
  const auto task = net::form_value(request.body, "taskSid");
  if (!task || task->empty()) return refuse(400, "Missing taskSid");
  if (insecure) {
    const auto answer = tokens.issue_to_anybody(*task);
    return answer ? answer_json(200, wire::to_json(*answer)) : refuse(answer.error());
  }
  const auto user = gate.validate(net::form_value(request.body, "Token").value_or(std::string{}));
  if (!user) return refuse(user.error());
  if (const auto passed = turnstile.pass_worker((*user)->worker); !passed) return refuse(passed.error());
  const auto answer = tokens.issue(**user, *task);
  return answer ? answer_json(200, wire::to_json(*answer)) : refuse(answer.error());
}

}  // namespace

void add_original_routes(net::router& router, agent_gate& gate, turnstile& turnstile,
                         const cors& flex_origins, original_tokens& tokens, bool insecure) {
  for (const auto* pattern : {"/get-tokens", "/get-tokens.js"}) {
    router.add(
        net::method::post, pattern,
        [&, insecure](const net::request& request) {
          return flex_origins.allow(request, issue(gate, turnstile, tokens, insecure, request));
        },
        net::runs_on::worker);
    router.add(net::method::options, pattern,
               [&](const net::request& request) { return flex_origins.preflight(request, "POST, OPTIONS"); });
  }
}

}  // namespace flex_video::server
