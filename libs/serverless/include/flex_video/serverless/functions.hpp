#pragma once

#include "flex_video/serverless/function_call.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace flex_video::serverless {

/// All of a call is to be done in this time: Twilio ends a function after 10 seconds
/// (https://www.twilio.com/docs/serverless/functions-assets/functions/invocation).
inline constexpr std::chrono::milliseconds longest_call{8'500};

/// What a call comes to. A host without threads can't block, so a function is run again from its start
/// whenever a step it asked for is finished: with the steps so far, the same call always takes the same way.
/// Unknown functions are answered with 404. Any thread.
next_step advance(const function_call& call);

/// The same in JSON, for a host that is not C++. `call` is
/// {"function", "environment": {…}, "parameters": {…}, "headers": {…}, "began": ms, "seed": base64url,
///  "steps": [{"at": ms, "status", "headers": {…}, "body"} | {"at", "failure": "not_connected"|"broken"|
///  "timed_out"} | {"at"}]}; values that are no strings are left out of the first three. The answer is
/// {"answer": {"status", "headers": {…}, "body", "log"}}, {"request": {"method", "url", "headers": {…},
/// "body", "timeout": ms}} or {"wait": ms}. What is no such call is answered with 500.
std::string advance_json(std::string_view call);

}  // namespace flex_video::serverless
