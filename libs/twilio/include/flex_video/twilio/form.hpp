#pragma once

#include "flex_video/base/result.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::twilio {

/// One name and its value, decoded.
struct form_parameter {
  std::string name;
  std::string value;

  friend bool operator==(const form_parameter&, const form_parameter&) = default;
};

using form = std::vector<form_parameter>;

/// How many parameters a form may have; Twilio's longest callbacks have a few dozen.
inline constexpr std::size_t most_form_parameters = 256;

/// Reads application/x-www-form-urlencoded text (WHATWG URL section 5.1), in its order. Refuses with
/// form_errc.
base::result<form> parse_form(std::string_view text);

/// Writes it: everything but letters, digits and "-._~" is percent-encoded.
std::string write_form(std::span<const form_parameter> parameters);

/// `text` as one segment of a path or one value of a query, encoded in the same way.
std::string percent_encode(std::string_view text);

/// The first parameter of that name; empty if there is none. The view lives as long as `parameters`.
std::string_view form_value(const form& parameters, std::string_view name);

enum class form_errc {
  malformed = 1,        ///< a '%' without two hexadecimal digits
  too_many_parameters,  ///< more than most_form_parameters
};
std::error_code make_error_code(form_errc code);

}  // namespace flex_video::twilio

template <>
struct std::is_error_code_enum<flex_video::twilio::form_errc> : std::true_type {};
