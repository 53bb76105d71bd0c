#pragma once

#include "flex_video/base/result.hpp"

#include <exception>
#include <optional>
#include <type_traits>

namespace flex_video::store {

/// What the exception in flight is as a refusal of a store; rethrows one that is a bug. The detail holds no
/// value of a statement.
base::error translate_current_exception();

/// What `call` answers, or why the database did not let it.
template <class Call>
std::invoke_result_t<Call> guarded(Call call) {
  try {
    return call();
  } catch (const std::exception&) {
    return std::unexpected{translate_current_exception()};
  }
}

}  // namespace flex_video::store
