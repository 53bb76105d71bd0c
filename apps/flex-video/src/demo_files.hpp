#pragma once

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
  const std::string& room_page() const { return room_page_; }
  /// Adds /, /desk…, /assets/… and /plugin/…; this must outlive the router. `base_url` is the origin in
  /// links.
  void add_routes(net::router& routes, const std::string& base_url) const;

 private:
  net::static_files room_, desk_, flex_, plugin_;
  std::string room_page_;
};

}  // namespace flex_video::app
