#include "flex_video/rooms/rest_endpoint.hpp"

#include "callbacks/callback_form.hpp"
#include "endpoint/callback_sender.hpp"
#include "rest/kept_records.hpp"
#include "rest/listing.hpp"
#include "rest/media_workers_json.hpp"
#include "rest/rooms_api.hpp"

#include <boost/json/serialize.hpp>

#include <memory>
#include <optional>
#include <utility>

namespace flex_video::rooms {
namespace {

std::string_view word_of(net::method verb) {
  switch (verb) {
    case net::method::get:
    case net::method::head:
      return "GET";
    case net::method::post:
      return "POST";
    default:
      return "OTHER";
  }
}

/// The segments of a path, decoded one by one, so that a name may hold a slash; nothing if one can't be.
std::optional<std::vector<std::string>> segments_of(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    const auto slash = std::min(path.find('/'), path.size());
    auto segment = net::percent_decode(path.substr(0, slash));
    if (!segment) return std::nullopt;
    if (!segment->empty()) segments.push_back(std::move(*segment));
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return segments;
}

rest_result<rest_request> read_request(const net::request& request) {
  constexpr std::string_view collection = "/v1/Rooms";
  auto path = segments_of(request.path.substr(collection.size()));
  auto query = twilio::parse_form(request.query);
  if (!path || !query) return refuse(400, 20001, "The address is malformed");
  if (!request.body.empty() && request.content_type() != "application/x-www-form-urlencoded")
    return refuse(415, 20415, "The body must be application/x-www-form-urlencoded");
  auto body = twilio::parse_form(request.body);
  if (!body) return refuse(400, 20001, "The body is malformed");
  return rest_request{.method = std::string{word_of(request.verb)},
                      .path = std::move(*path),
                      .query = std::move(*query),
                      .body = std::move(*body)};
}

/// Any page may call, with credentials that it has; no browser sends any by itself.
net::response with_origins(net::response answer) {
  return std::move(answer.with("Access-Control-Allow-Origin", "*")
                       .with("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
                       .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept")
                       .with("Cache-Control", "no-store"));
}

net::response to_response(const rest_result<rest_answer>& answer) {
  if (answer) return with_origins(net::json(answer->status, boost::json::serialize(answer->body)));
  const auto& refusal = answer.error();
  auto response = net::json(static_cast<unsigned>(refusal.status), twilio::write_rest_error(refusal));
  if (refusal.status == 401) response.with("WWW-Authenticate", R"(Basic realm="Twilio API")");
  if (refusal.status == 405) response.with("Allow", "GET, POST");
  return with_origins(std::move(response));
}

/// The records of the rooms, and what is asked of them.
class rest_endpoint {
 public:
  rest_endpoint(const rest_services& services, const rest_options& options)
      : rooms_(services.rooms),
        account_(options.account),
        callers_(options.callers),
        callbacks_(std::make_shared<callback_sender>(services, options.auth_token, options.callback_lost)),
        records_({}, services.rooms.clock(),
                 [this](room_record& room, const room_moment& moment) { report(room, moment); }),
        json_(options.account, options.base_url, options.limits.published_tracks),
        api_(services.rooms, records_, json_, options.limits) {}
  rest_endpoint(const rest_endpoint&) = delete;
  rest_endpoint& operator=(const rest_endpoint&) = delete;

  room_watcher& watcher() { return kept_; }

  net::response answer(const net::request& request) {
    if (auto aside = answer_anybody(request)) return *std::move(aside);
    const auto read = read_request(request);
    if (!read) return to_response(std::unexpected{read.error()});
    return to_response(api_.answer(*read));
  }

  net::response tell_workers(const net::request& request) const {
    if (auto aside = answer_anybody(request)) return *std::move(aside);
    if (word_of(request.verb) != "GET") return to_response(not_allowed());
    return to_response(rest_answer{.body = write_media_workers(rooms_.media_workers())});
  }

 private:
  /// What is no matter of what is asked: a preflight, and somebody unknown.
  std::optional<net::response> answer_anybody(const net::request& request) const {
    if (request.verb == net::method::options) {
      net::response preflight;
      preflight.status = 204;
      return with_origins(std::move(preflight));
    }
    if (twilio::is_authorized(callers_, request.header("Authorization"))) return std::nullopt;
    return to_response(refuse(401, 20003, "Authenticate"));
  }

  void report(room_record& room, const room_moment& moment) {
    if (room.options.status_callback.empty()) return;
    callbacks_->add(make_callback(account_, room, moment, rooms_.clock().now()));
  }

  room_server& rooms_;
  twilio::account_sid account_;
  std::vector<twilio::basic_credentials> callers_;
  std::shared_ptr<callback_sender> callbacks_;
  room_register records_;
  kept_records kept_{records_, [this](const twilio::room_sid& room) { return callbacks_->waiting_of(room); },
                     [this](status_callback callback) { callbacks_->add(std::move(callback)); }};
  room_json json_;
  rooms_api api_;
};

}  // namespace

void serve_rest(net::router& routes, const rest_services& services, const rest_options& options) {
  const auto endpoint = std::make_shared<rest_endpoint>(services, options);
  services.rooms.watch(std::shared_ptr<room_watcher>{endpoint, &endpoint->watcher()});
  for (const auto* pattern : {"/v1/Rooms", "/v1/Rooms/{below...}"})
    routes.add_any(pattern, [endpoint](const net::request& request) { return endpoint->answer(request); });
  routes.add_any("/v1/MediaWorkers",
                 [endpoint](const net::request& request) { return endpoint->tell_workers(request); });
}

}  // namespace flex_video::rooms
