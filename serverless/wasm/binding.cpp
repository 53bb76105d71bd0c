// What the module exports. Text passes through one buffer, since JavaScript can reach the module's memory and
// nothing else of it.
#include "arena.hpp"

#include "flex_video/serverless/functions.hpp"
#include "flex_video/serverless/token_pair.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace {

std::string_view text;  ///< in the arena

/// @returns the length of what is in the buffer now
template <class Answer>
std::size_t replace(Answer answer) {
  const auto* answered = new std::string{answer(text)};
  text = *answered;
  return text.size();
}

}  // namespace

extern "C" {

/// Where `size` bytes are to be written before the next call. The address holds until then.
[[clang::export_name("buffer")]] char* buffer(std::size_t size) {
  flex_video::serverless::reset_arena();
  auto* bytes = new char[size];
  text = {bytes, size};
  return bytes;
}

/// Where the answer to the last call stands.
[[clang::export_name("answer")]] const char* answer() { return text.data(); }

[[clang::export_name("advance")]] std::size_t advance() {
  return replace(flex_video::serverless::advance_json);
}
[[clang::export_name("token_pair")]] std::size_t token_pair() {
  return replace(flex_video::serverless::token_pair_json);
}
}
