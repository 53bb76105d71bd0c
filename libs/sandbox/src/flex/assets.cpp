#include "flex/assets.hpp"

#include "flex/silence.hpp"

#include <boost/json/array.hpp>

#include <string_view>

namespace flex_video::sandbox {
namespace {

namespace json = boost::json;

constexpr std::string_view empty_svg = R"(<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>)";

web_reply file(std::string_view type, std::string body) {
  return {.status = 200, .type = std::string{type}, .body = std::move(body), .etag = {}};
}

web_reply status_summary() {
  return reply_json(
      200,
      {{"page", json::object{}},
       {"components", json::array{json::object{{"id", "flex"}, {"name", "FLEX"}, {"status", "operational"}}}},
       {"incidents", json::array{}},
       {"scheduled_maintenances", json::array{}},
       {"status", {{"indicator", "none"}, {"description", "All Systems Operational"}}}});
}

}  // namespace

std::optional<web_reply> answer_asset(const web_request& request) {
  if (request.method != "GET") return std::nullopt;
  const std::string_view host = request.host, path = request.path;
  if (host == "status.twilio.com") return status_summary();
  const bool of_assets = host == "assets.twilio.com" || host == "assets.flex.twilio.com" ||
                         host == "media.twiliocdn.com" || host == "sdk.twilio.com";
  if (!of_assets) return std::nullopt;
  if (path.ends_with(".css")) return file("text/css", {});
  if (path.ends_with(".mp3") || path.ends_with(".wav")) return file("audio/wav", silent_wav());
  // browsers take an SVG for an <img> whatever its name
  if (path.ends_with(".png") || path.ends_with(".svg")) return file("image/svg+xml", std::string{empty_svg});
  if (path.ends_with("/countries.json") || path.ends_with("/flagPositions.json"))
    return reply_json(200, json::array{});
  return std::nullopt;
}

}  // namespace flex_video::sandbox
