#include "rooms_command.hpp"

#include "environment.hpp"

#include "flex_video/net/http_client.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <iostream>
#include <stdexcept>

namespace flex_video::app {
namespace {

namespace json = boost::json;

std::string text(const json::object& of, std::string_view name) {
  const auto* found = of.if_contains({name.data(), name.size()});
  if (!found || !found->is_string())
    throw std::runtime_error("the server's answer has no " + std::string{name});
  return std::string{std::string_view{found->get_string()}};
}

std::string number(const json::object& of, std::string_view name) {
  const auto* found = of.if_contains({name.data(), name.size()});
  if (!found || !found->is_int64())
    throw std::runtime_error("the server's answer has no " + std::string{name});
  return std::to_string(found->get_int64());
}

bool yes(const json::object& of, std::string_view name) {
  const auto* found = of.if_contains({name.data(), name.size()});
  return found != nullptr && *found == true;
}

json::value parse(std::string_view from) {
  json::error_code failed;
  auto value = json::parse({from.data(), from.size()}, failed);
  if (failed || !value.is_object()) throw std::runtime_error("the server's answer is no JSON object");
  return value;
}

const json::array& list(const json::value& page, std::string_view name) {
  const auto* found = page.as_object().if_contains({name.data(), name.size()});
  if (!found || !found->is_array())
    throw std::runtime_error("the server's answer has no " + std::string{name});
  return found->as_array();
}

/// The server that holds the rooms, and who asks it.
class rooms_api {
 public:
  rooms_api(std::string url, net::basic_credentials caller)
      : url_(std::move(url)), caller_(std::move(caller)) {}

  /// `where` is a path, or the address of a next page.
  std::string get(const std::string& where) const {
    const auto address = where.starts_with('/') ? url_ + where : where;
    const auto answer = http_->send({.url = address, .credentials = caller_});
    if (!answer) throw std::runtime_error(url_ + ": " + answer.error().code.message());
    if (answer->status != 200)
      throw std::runtime_error(url_ + " answers " + std::to_string(answer->status) +
                               (answer->status == 401 ? ": it is not the server of this account" : ""));
    return answer->body;
  }

 private:
  std::string url_;
  net::basic_credentials caller_;
  std::unique_ptr<net::http_client> http_ = net::make_http_client();
};

std::string needed(const environment& from, const std::string& name) {
  if (auto value = from.get(name)) return *std::move(value);
  throw std::runtime_error(name + " is missing: set it, or name the demo's data folder with --data");
}

}  // namespace

std::string line_of_room(std::string_view room, std::string_view participants) {
  const auto about = parse(room);
  const auto page = parse(participants);
  std::string people;
  for (const auto& inside : list(page, "participants"))
    people += (people.empty() ? "" : ", ") + text(inside.as_object(), "identity");
  const auto& of = about.as_object();
  return text(of, "sid") + "  " + text(of, "date_created") + "  " + text(of, "type") + "  " +
         text(of, "unique_name") + "  " + (people.empty() ? "nobody" : people);
}

std::string lines_of_workers(std::string_view answer) {
  const auto about = parse(answer);
  std::string lines;
  int index = 0;
  for (const auto& each : list(about, "media_workers")) {
    const auto& of = each.as_object();
    lines += "media worker " + std::to_string(index++) + (yes(of, "running") ? ": " : " does not run: ") +
             number(of, "streams") + " of " + number(of, "streams_at_most") + " streams, " +
             number(of, "participants") + " participants in " + number(of, "rooms") + " rooms, " +
             number(of, "losses") + " lost\n";
  }
  return lines;
}

int run_rooms(const rooms_options& options) {
  const auto from = environment::from_file(options.data / "demo.env");
  const rooms_api api{
      options.url.empty() ? needed(from, "FLEX_VIDEO_BASE_URL") : options.url,
      {.user = needed(from, "TWILIO_API_KEY"), .password = base::secret{needed(from, "TWILIO_API_SECRET")}}};
  std::string next = "/v1/Rooms?Status=in-progress&PageSize=100";
  while (!next.empty()) {
    const auto page = parse(api.get(next));
    for (const auto& room : list(page, "rooms")) {
      const auto people = api.get("/v1/Rooms/" + text(room.as_object(), "sid") +
                                  "/Participants?Status=connected&PageSize=100");
      std::cout << line_of_room(json::serialize(room), people) << '\n';
    }
    const auto& after = page.at("meta").at("next_page_url");
    next = after.is_string() ? std::string{std::string_view{after.get_string()}} : std::string{};
  }
  std::cout << lines_of_workers(api.get("/v1/MediaWorkers"));
  return 0;
}

}  // namespace flex_video::app
