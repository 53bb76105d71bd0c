#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace flex_video::app::doctor {

enum class grade {
  ok,
  warn,  ///< serve starts and works, with the disadvantage that is told
  fail,  ///< serve does not start, or calls don't work
};

/// What one check comes to. Neither text holds a secret.
struct verdict {
  doctor::grade grade = grade::ok;
  std::string found;   ///< what is the case
  std::string remedy;  ///< what to do about it; empty exactly when it is ok
};

inline verdict fine(std::string found) { return {grade::ok, std::move(found), {}}; }
inline verdict warn(std::string found, std::string remedy) {
  return {grade::warn, std::move(found), std::move(remedy)};
}
inline verdict fail(std::string found, std::string remedy) {
  return {grade::fail, std::move(found), std::move(remedy)};
}

/// "FAIL  port: 8080 is taken. Stop …", without a line break.
inline std::string line_of(std::string_view subject, const verdict& one) {
  const auto* word = one.grade == grade::ok ? "ok    " : one.grade == grade::warn ? "warn  " : "FAIL  ";
  auto line = word + std::string{subject} + ": " + one.found;
  if (!one.remedy.empty()) line += ". To do: " + one.remedy;
  return line;
}

}  // namespace flex_video::app::doctor
