#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/net/http_client.hpp"
#include "flex_video/twilio/form.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace flex_video::serverless {

/// Nothing but time went by.
struct waited {};

/// Something that a function asked its host for, and what came of it.
struct finished_step {
  base::time_point at;  ///< when it was finished
  std::variant<net::client_answer, net::client_errc, waited> outcome;
};

/// One call of a function, as Twilio's runtime hands it over, and how far it has come.
struct function_call {
  std::string function;      ///< its path without the slash: "get-tokens"
  twilio::form environment;  ///< the context's variables
  twilio::form parameters;   ///< of the form that was posted; without what the runtime adds
  twilio::form headers;      ///< names in lower case; only good for what proves itself, see README
  base::time_point began;
  std::array<std::byte, 32> seed;  ///< random, another one for each call
  std::vector<finished_step> steps;
};

/// What the function answers.
struct function_answer {
  unsigned status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::string log;  ///< for the operator; empty if there is nothing to say. Holds no secret
};

/// What comes next: the answer, a request to send, or a time to wait.
using next_step = std::variant<function_answer, net::client_request, std::chrono::milliseconds>;

}  // namespace flex_video::serverless
