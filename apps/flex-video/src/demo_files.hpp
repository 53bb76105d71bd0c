#pragma once

#include "room_files.hpp"

#include "flex_video/net/router.hpp"
#include "flex_video/net/static_files.hpp"

#include <filesystem>
#include <string>

namespace flex_video::app {

/// The built files of web/ and plugin/: the room page's assets, the desk, the Flex UI, the plugin.
class demo_files {
 public:
  /// `checkout` holds web/dist and plugin/dist. Throws std::runtime_error, saying what to run, if they are
  /// not built.
  explicit demo_files(const std::filesystem::path& checkout);

  /// The room page's HTML, as the service wants it.
  const std::string& room_page() const { return room_.page(); }
  /// Adds /, /desk…, /assets/… and /plugin/…; this must outlive the router. `base_url` is the origin in
  /// links.
  void add_routes(net::router& routes, const std::string& base_url) const;

 private:
  room_files room_;
  net::static_files desk_, flex_, plugin_;
};

}  // namespace flex_video::app
