#include "flex_video/server/loggable_path.hpp"

#include "flex_video/core/invite_code.hpp"

namespace flex_video::server {

std::string loggable_path(std::string_view path) {
  constexpr std::string_view invites = "/j/";
  if (path.starts_with(invites)) return std::string{invites} + '*';
  std::string shown;
  for (bool more = true; more;) {
    const auto end = path.find('/');
    const auto segment = path.substr(0, end);
    shown += segment.size() >= core::invite_code_length ? "*" : segment;
    more = end != std::string_view::npos;
    if (more) {
      shown += '/';
      path.remove_prefix(end + 1);
    }
  }
  return shown;
}

}  // namespace flex_video::server
