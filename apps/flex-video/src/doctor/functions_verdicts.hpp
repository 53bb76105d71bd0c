#pragma once

#include "doctor/verdict.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/net/http_client.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace flex_video::app::doctor {

/// What a deployed function or asset of the serverless edition is asked from outside, and what it has to say.
/// Nothing that is asked makes a room or changes anything.
struct function_check {
  std::string subject;
  net::client_request request;
  std::vector<unsigned> expected;  ///< any of these status codes
  std::string_view within;         ///< what the body has to hold; empty for anything
  std::string_view good;           ///< what it means when it is so
  std::string_view remedy;
  doctor::grade otherwise = grade::fail;
};

/// All that can be seen of the edition at `base_url`, in the order in which one thing needs the other.
std::vector<function_check> function_checks(const std::string& base_url);

verdict judge_function(const function_check& check, const base::result<net::client_answer>& answer);

}  // namespace flex_video::app::doctor
