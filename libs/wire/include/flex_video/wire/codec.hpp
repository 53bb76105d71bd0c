#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/wire/types.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace flex_video::wire {

/// More than the largest request takes; a longer one is refused before it is parsed.
inline constexpr std::size_t largest_body = 16 * 1024;
/// How deep the values of a body may nest before it is malformed.
inline constexpr std::size_t deepest_body = 8;

/// Reads any request of types.hpp. Strict: errc::body_too_large,
/// malformed_json, or missing_field, unknown_field, invalid_field (also for a field given twice) with the
/// field's name as the detail.
template <class Request>
base::result<Request> from_json(std::string_view body);

/// Writes any answer of types.hpp, and problem. '<' is escaped, so that the text may stand in an HTML script
/// element.
template <class Answer>
std::string to_json(const Answer& answer);

}  // namespace flex_video::wire
