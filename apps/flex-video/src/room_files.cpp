#include "room_files.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace flex_video::app {
namespace {

std::string read_page(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in)
    throw std::runtime_error("no " + file.string() + "; run script/build, or name its folder by --web");
  return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

room_files::room_files(const std::filesystem::path& folder)
    : assets_(folder / "assets"), page_(read_page(folder / "room.html")) {}

void room_files::add_routes(net::router& routes) const {
  routes.add(net::method::get, "/assets/{path...}",
             [this](const net::request& request) { return assets_.get(request, request.parameter("path")); });
}

}  // namespace flex_video::app
