// Cookie headers, which hold whatever other pages of the host have set.
#include "expectation.hpp"

#include "flex_video/core/ids.hpp"
#include "flex_video/net/http.hpp"

#include <string>

namespace {

using namespace flex_video;
using fuzz::require;

constexpr std::string_view name = "__Host-flex-video-device";

std::optional<std::string_view> read(std::string_view header) {
  net::request request;
  request.headers = {{"Host", "x"}, {"Cookie", header}};
  return request.cookie(name);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto header = fuzz::as_text(data, size);
  const auto value = read(header);
  if (value) {
    require(value->data() >= header.data() && value->data() + value->size() <= header.data() + size);
    require(value->find(';') == std::string_view::npos);
    // Before it stands our name, whole.
    auto before = header.substr(0, static_cast<std::size_t>(value->data() - header.data()));
    require(before.ends_with(std::string{name} + '='));
    before.remove_suffix(name.size() + 1);
    const auto end = before.find_last_not_of(" \t");
    require(end == std::string_view::npos || before[end] == ';');
    if (const auto device = core::device_id::parse(*value)) require(device->str() == *value);
  }
  // Ours is found behind any other, unless one of the same name comes first.
  const auto behind = std::string{header} + "; " + std::string{name} + "=ours";
  require(read(behind) == (value ? *value : std::string_view{"ours"}));
  return 0;
}
