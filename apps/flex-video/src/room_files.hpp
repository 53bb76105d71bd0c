#pragma once

#include "flex_video/net/router.hpp"
#include "flex_video/net/static_files.hpp"

#include <filesystem>
#include <string>

namespace flex_video::app {

/// The built room page: its HTML, and the files that it loads from /assets.
class room_files {
 public:
  /// `folder` holds room.html and assets/. Throws std::runtime_error, saying what to do, if it is not there.
  explicit room_files(const std::filesystem::path& folder);

  /// The HTML, as the service wants it.
  const std::string& page() const { return page_; }
  /// Adds /assets/…; this must outlive the router.
  void add_routes(net::router& routes) const;

 private:
  net::static_files assets_;
  std::string page_;
};

}  // namespace flex_video::app
