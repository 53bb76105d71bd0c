#pragma once

#include "web_message.hpp"

#include <boost/json/object.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::sandbox {

/// An RFC 9457 problem, as all our own APIs answer.
web_reply control_problem(unsigned status, std::string_view code, std::string_view title,
                          std::string_view field = {});

/// The JSON body of a control call. The first thing that is wrong with it is kept as the problem to answer.
class control_body {
 public:
  /// Refuses what is not an object (malformed_json) and members not in `fields` (unknown_field).
  control_body(std::string_view text, std::initializer_list<std::string_view> fields);

  /// The member's text; with no `fallback` it must be there (missing_field), and it must not be empty
  /// (invalid_field).
  std::string text(std::string_view field, std::optional<std::string_view> fallback = std::nullopt);
  /// The member's whole number, which must be there.
  long long number(std::string_view field);

  const std::optional<web_reply>& problem() const { return problem_; }

 private:
  void refuse(unsigned status, std::string_view code, std::string_view title, std::string_view field);

  boost::json::object members_;
  std::optional<web_reply> problem_;
};

}  // namespace flex_video::sandbox
