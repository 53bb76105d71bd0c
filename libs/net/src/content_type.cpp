#include "content_type.hpp"

#include "ascii.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace flex_video::net {

content_type content_type_of(std::string_view file_name) {
  static constexpr auto known = std::to_array<std::pair<std::string_view, content_type>>({
      {"css", {"text/css; charset=utf-8", true}},
      {"gif", {"image/gif"}},
      {"html", {"text/html; charset=utf-8", true}},
      {"ico", {"image/x-icon", true}},
      {"jpeg", {"image/jpeg"}},
      {"jpg", {"image/jpeg"}},
      {"js", {"text/javascript; charset=utf-8", true}},
      {"json", {"application/json", true}},
      {"map", {"application/json", true}},
      {"mjs", {"text/javascript; charset=utf-8", true}},
      {"mp3", {"audio/mpeg"}},
      {"mp4", {"video/mp4"}},
      {"ogg", {"audio/ogg"}},
      {"png", {"image/png"}},
      {"svg", {"image/svg+xml", true}},
      {"txt", {"text/plain; charset=utf-8", true}},
      {"wasm", {"application/wasm", true}},
      {"wav", {"audio/wav"}},
      {"webm", {"video/webm"}},
      {"webmanifest", {"application/manifest+json", true}},
      {"webp", {"image/webp"}},
      {"woff", {"font/woff"}},
      {"woff2", {"font/woff2"}},
  });
  const auto dot = file_name.rfind('.');
  const auto extension = dot == std::string_view::npos ? std::string_view{} : file_name.substr(dot + 1);
  const auto found =
      std::ranges::find_if(known, [&](const auto& one) { return iequals(one.first, extension); });
  return found == known.end() ? content_type{"application/octet-stream"} : found->second;
}

}  // namespace flex_video::net
