// SIDs, our own ids, identities and the encodings under them: each has one spelling.
#include "expectation.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/ids.hpp"

#include <array>
#include <variant>

namespace {

using namespace flex_video;
using fuzz::require;

template <class Sid>
void expect_sid(std::string_view text) {
  if (!Sid::parse(text)) return;
  require(text.size() == 34 && text.find_first_not_of("0123456789abcdef", 2) == std::string_view::npos);
}

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span{text}); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = fuzz::as_text(data, size);
  expect_sid<core::conversation_sid>(text);
  expect_sid<core::task_sid>(text);
  expect_sid<core::worker_sid>(text);
  expect_sid<core::room_sid>(text);
  if (const auto id = core::visit_id::parse(text)) require(id->str() == text);

  const auto who = core::parse_identity(text);
  if (const auto* worker = std::get_if<core::worker_sid>(&who))
    require(core::agent_identity(*worker) == text);
  if (const auto* supervisor = std::get_if<core::supervising>(&who))
    require(core::supervisor_identity(supervisor->worker) == text);
  if (const auto* visit = std::get_if<core::visit_id>(&who)) require(text.ends_with(':' + visit->str()));

  if (const auto decoded = base::from_base64url(text)) require(base::to_base64url(*decoded) == text);
  require(base::from_base64url(base::to_base64url(text)) == text);
  static_cast<void>(base::from_base64(text));
  std::array<std::byte, 38> bytes{};
  if (base::from_base62(text, bytes)) require(base::to_base62(bytes) == text);
  if (size >= bytes.size()) {
    const auto code = base::to_base62(bytes_of(text).first(bytes.size()));
    require(base::from_base62(code, bytes) && base::to_base62(bytes) == code);
  }
  return 0;
}
