#include "demo_files.hpp"

namespace flex_video::app {
namespace {

void serve_folder(net::router& routes, const std::string& prefix, const net::static_files& files) {
  routes.add(net::method::get, prefix + "/{path...}",
             [&files](const net::request& request) { return files.get(request, request.parameter("path")); });
}

void serve_page(net::router& routes, const std::string& path, const net::static_files& files,
                const std::string& name) {
  routes.add(net::method::get, path,
             [&files, name](const net::request& request) { return files.get(request, name); });
}

/// The desk frames pages of one origin, so who typed "localhost" is sent to the address that links carry.
net::response serve_desk(const net::static_files& files, const std::string& base_url,
                         const net::request& request) {
  const auto host = request.header("host");
  if (host.starts_with("localhost") && !base_url.ends_with(host)) return net::redirect(base_url + "/desk");
  return files.get(request, "desk.html");
}

}  // namespace

demo_files::demo_files(const std::filesystem::path& checkout)
    : room_(checkout / "web/dist/room"),
      desk_(checkout / "web/dist/desk"),
      flex_(checkout / "web/dist/flex"),
      plugin_(checkout / "plugin/dist") {}

void demo_files::add_routes(net::router& routes, const std::string& base_url) const {
  routes.add(net::method::get, "/", [](const net::request&) { return net::redirect("/desk"); });
  routes.add(net::method::get, "/desk",
             [this, base_url](const net::request& request) { return serve_desk(desk_, base_url, request); });
  serve_page(routes, "/desk/flex", desk_, "flex.html");
  serve_page(routes, "/desk/phone", desk_, "phone.html");
  serve_folder(routes, "/desk", desk_);
  serve_folder(routes, "/desk/flex-ui", flex_);
  serve_folder(routes, "/plugin", plugin_);
  room_.add_routes(routes);
}

}  // namespace flex_video::app
