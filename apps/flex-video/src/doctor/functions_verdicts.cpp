#include "doctor/functions_verdicts.hpp"

#include <algorithm>

namespace flex_video::app::doctor {
namespace {

net::client_request get(std::string url) { return {.verb = net::method::get, .url = std::move(url)}; }

net::client_request post(std::string url, std::string form) {
  return {.verb = net::method::post,
          .url = std::move(url),
          .headers = {{"Content-Type", "application/x-www-form-urlencoded"},
                      {"Origin", "https://flex.twilio.com"}},
          .body = std::move(form)};
}

constexpr std::string_view no_task = "WT00000000000000000000000000000000";

}  // namespace

std::vector<function_check> function_checks(const std::string& base_url) {
  const std::string of_a_task = "taskSid=" + std::string{no_task};
  return {
      {.subject = "page",
       .request = get(base_url + "/video-room.html"),
       .expected = {200},
       .within = "<!doctype html",
       .good = "the room page is there",
       .remedy = "build and deploy again: serverless/build writes it into assets"},
      {.subject = "get-tokens",
       .request = post(base_url + "/get-tokens", ""),
       .expected = {400},
       .within = "Missing taskSid",
       .good = "it answers as the original design's does",
       .remedy = "read the function's log: it names the variable that is missing"},
      {.subject = "sign-in",
       .request = post(base_url + "/get-tokens", of_a_task + "&Token=doctor"),
       .expected = {401},
       .within = "Flex token",
       .good = "a token that is none is refused by Twilio's IAM",
       .remedy = "check ACCOUNT_SID and AUTH_TOKEN: IAM has to know the account"},
      {.subject = "start",
       .request = post(base_url + "/start", ""),
       .expected = {400},
       .within = "missing_field",
       .good = "the plugin can ask for calls",
       .remedy = "deploy functions/start.js"},
      {.subject = "join",
       .request = post(base_url + "/join", "code=doctor"),
       .expected = {404},
       .within = "invite_invalid",
       .good = "a forged link is refused",
       .remedy = "deploy functions/join.js"},
      {.subject = "end",
       .request = post(base_url + "/end", of_a_task),
       .expected = {401},
       .within = "flex_token_missing",
       .good = "nobody ends a call without a Flex token",
       .remedy = "deploy functions/end.js"},
      {.subject = "task events",
       .request = post(base_url + "/task-event", of_a_task),
       .expected = {403},
       .within = {},
       .good = "only Twilio's own are taken",
       .remedy = "set AUTH_TOKEN, or calls stay open when their tasks are over",
       .otherwise = grade::warn},
      {.subject = "core",
       .request = get(base_url + "/core.wasm"),
       .expected = {403, 404},
       .within = {},
       .good = "the private assets are private",
       .remedy = "keep .private in the assets' names, and deploy again"},
  };
}

verdict judge_function(const function_check& check, const base::result<net::client_answer>& answer) {
  if (!answer)
    return fail(check.request.url + " does not answer: " + answer.error().code.message(),
                "check the address; a deployment prints it as its domain");
  const bool as_expected = std::ranges::find(check.expected, answer->status) != check.expected.end() &&
                           answer->body.find(check.within) != std::string::npos;
  if (as_expected) return fine(std::string{check.good});
  return {check.otherwise, "HTTP " + std::to_string(answer->status) + ", and not what was expected",
          std::string{check.remedy}};
}

}  // namespace flex_video::app::doctor
