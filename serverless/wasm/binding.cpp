// What the module exports. Text passes through one buffer, since JavaScript can reach the module's memory and
// nothing else of it.
#include "flex_video/serverless/functions.hpp"
#include "flex_video/serverless/token_pair.hpp"

#include <cstddef>
#include <string>

namespace {

std::string text;

/// @returns the length of what is in the buffer now
template <class Answer>
std::size_t replace(Answer answer) {
  text = answer(text);
  return text.size();
}

}  // namespace

extern "C" {

/// Where `size` bytes are to be written before the next call. The address holds until then.
[[clang::export_name("buffer")]] char* buffer(std::size_t size) {
  text.resize(size);
  return text.data();
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
