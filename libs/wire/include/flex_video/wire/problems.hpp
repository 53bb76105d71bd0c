#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/wire/types.hpp"

#include <string_view>
#include <vector>

namespace flex_video::wire {

/// How a refusal is told to the outside: its row of the one table of problems. 500 "internal_error" for a
/// code that has no row. Nothing of the error's detail goes out but a field's name.
problem problem_of(const base::error& refusal);

/// Every code that a client may meet, once each, including those that the HTTP listener itself answers with.
std::vector<std::string_view> problem_codes();

}  // namespace flex_video::wire
