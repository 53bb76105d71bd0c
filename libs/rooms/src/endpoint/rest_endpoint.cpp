#include "flex_video/rooms/rest_endpoint.hpp"

#include "callbacks/callback_form.hpp"
#include "composition/composition_callback.hpp"
#include "composition/compositions_api.hpp"
#include "endpoint/callback_sender.hpp"
#include "recording/media_addresses.hpp"
#include "recording/recording_archive.hpp"
#include "recording/recording_callback.hpp"
#include "rest/kept_records.hpp"
#include "rest/listing.hpp"
#include "rest/media_workers_json.hpp"
#include "rest/rooms_api.hpp"
#include "signalling/words.hpp"

#include "flex_video/net/file_response.hpp"

#include <boost/json/serialize.hpp>

#include <filesystem>
#include <functional>
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
    case net::method::delete_:
      return "DELETE";
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

/// `collection` is the path that the request's begins with.
rest_result<rest_request> read_request(const net::request& request, std::string_view collection) {
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
                       .with("Access-Control-Allow-Methods", "GET, POST, DELETE, OPTIONS")
                       .with("Access-Control-Allow-Headers", "Authorization, Content-Type, Accept")
                       .with("Cache-Control", "no-store"));
}

std::string text_of(const boost::json::value& value) { return std::string{value.as_string()}; }

net::response to_response(const rest_result<rest_answer>& answer) {
  if (answer) {
    auto response = net::json(answer->status, boost::json::serialize(answer->body));
    if (answer->status == 302) response.with("Location", text_of(answer->body.at("redirect_to")));
    return with_origins(std::move(response));
  }
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
        base_url_(options.base_url),
        callers_(options.callers),
        callbacks_(std::make_shared<callback_sender>(services, options.auth_token, options.callback_lost)),
        records_({}, services.rooms.clock(),
                 [this](room_record& room, const room_moment& moment) { report(room, moment); }),
        json_(options.account, options.base_url, options.limits.published_tracks),
        archive_(services.recordings),
        composed_(services.compositions),
        addresses_(options.base_url, services.rooms.clock(), services.random),
        api_(services.rooms, records_, json_, options.limits, recordings_ ? &*recordings_ : nullptr) {}
  rest_endpoint(const rest_endpoint&) = delete;
  rest_endpoint& operator=(const rest_endpoint&) = delete;

  room_watcher& watcher() { return kept_; }

  void report(const composition_record& composition, const composition_moment& moment) {
    auto callback = make_composition_callback(account_, base_url_, composition, moment, rooms_.clock().now());
    if (callback) callbacks_->add(std::move(*callback));
  }
  void report(const recording_record& recording) {
    const auto* const room = records_.find(recording.room.text());
    if (!room || room->options.status_callback.empty() || recording.status == recording_status::deleted)
      return;
    callbacks_->add(make_recording_callback(account_, base_url_, *room, recording, rooms_.clock().now()));
  }

  /// Under /v1/Rooms.
  net::response answer_rooms(const net::request& request) {
    return answer(request, "/v1/Rooms", [this](const rest_request& asked) { return api_.answer(asked); });
  }
  /// Under /v1/Recordings.
  net::response answer_recordings(const net::request& request) {
    return answer(request, "/v1/Recordings",
                  [this](const rest_request& asked) { return recordings_->answer(asked, asked.path); });
  }
  /// Under /v1/Compositions.
  net::response answer_compositions(const net::request& request) {
    return answer(request, "/v1/Compositions",
                  [this](const rest_request& asked) { return compositions_->answer(asked); });
  }
  /// At /v1/MediaWorkers.
  net::response answer_workers(const net::request& request) {
    return answer(request, "/v1/MediaWorkers", [this](const rest_request& asked) -> rest_result<rest_answer> {
      if (asked.method != "GET") return not_allowed();
      return rest_answer{.body = write_media_workers(rooms_.media_workers())};
    });
  }
  /// Under /recordings.
  net::response answer_media(const net::request& request) const {
    const auto file = admitted(request);
    const auto* const recording = archive_->records().find(sid_of(file));
    if (!recording) return expired();
    return give(request, file, archive_->file_of(*recording),
                std::string{word_of(recording->kind)} + "/x-matroska");
  }
  /// Under /compositions.
  net::response answer_composed_media(const net::request& request) const {
    const auto file = admitted(request);
    const auto* const composition = composed_->records().find(sid_of(file));
    if (!composition) return expired();
    const std::string kind{composition->wish.layout.empty() ? "audio/" : "video/"};
    return give(request, file, composed_->file_of(*composition),
                kind + std::string{container_of(composition->wish.format)});
  }

 private:
  net::response answer(const net::request& request, std::string_view collection,
                       const std::function<rest_result<rest_answer>(const rest_request&)>& decide) {
    if (request.verb == net::method::options) {
      net::response preflight;
      preflight.status = 204;
      return with_origins(std::move(preflight));
    }
    if (!twilio::is_authorized(callers_, request.header("Authorization")))
      return to_response(refuse(401, 20003, "Authenticate"));
    const auto read = read_request(request, collection);
    if (!read) return to_response(std::unexpected{read.error()});
    return to_response(decide(*read));
  }

  /// The file that is asked for; empty if the address does not admit.
  std::string admitted(const net::request& request) const {
    const auto query = twilio::parse_form(request.query);
    const auto file = request.parameter("file");
    return query && addresses_.admits(file, *query) ? std::string{file} : std::string{};
  }
  static std::string_view sid_of(std::string_view file) { return file.substr(0, file.find('.')); }
  static net::response expired() {
    return net::problem(403, "address_expired", "This address does not admit, or not any more");
  }
  static net::response give(const net::request& request, const std::string& file,
                            const std::filesystem::path& path, const std::string& type) {
    return std::move(net::file_response(request, path, type)
                         .with("Content-Disposition", "attachment; filename=\"" + file + '"')
                         .with("Cache-Control", "private, no-store"));
  }

  std::optional<recordings_api> make_recordings_api() {
    if (!archive_) return std::nullopt;
    return recordings_api{
        archive_->records(),
        account_,
        base_url_,
        {.address =
             [this](const recording_record& recording) {
               return addresses_.make("/recordings/", file_name_of(recording));
             },
         .erase = [this](const recording_record& recording) { return archive_->erase(recording); }}};
  }

  std::optional<compositions_api> make_compositions_api() {
    if (!composed_) return std::nullopt;
    const auto in_progress = [this](const twilio::room_sid& sid) {
      const auto* const room = records_.find(sid.text());
      return room && !room->ended;
    };
    const auto address = [this](const composition_record& composition) {
      return addresses_.make("/compositions/", file_name_of(composition));
    };
    return compositions_api{
        *composed_, account_, base_url_, {.in_progress = in_progress, .address = address}};
  }

  void report(room_record& room, const room_moment& moment) {
    if (room.options.status_callback.empty()) return;
    callbacks_->add(make_callback(account_, room, moment, rooms_.clock().now()));
  }

  room_server& rooms_;
  twilio::account_sid account_;
  std::string base_url_;
  std::vector<twilio::basic_credentials> callers_;
  std::shared_ptr<callback_sender> callbacks_;
  room_register records_;
  kept_records kept_{records_, [this](const twilio::room_sid& room) { return callbacks_->waiting_of(room); },
                     [this](status_callback callback) { callbacks_->add(std::move(callback)); }};
  room_json json_;
  recording_archive* archive_;
  composition_archive* composed_;
  media_addresses addresses_;
  std::optional<recordings_api> recordings_ = make_recordings_api();
  std::optional<compositions_api> compositions_ = make_compositions_api();
  rooms_api api_;
};

void serve_recordings(net::router& routes, const rest_services& services,
                      const std::shared_ptr<rest_endpoint>& endpoint) {
  services.recordings->watch(
      [weak = std::weak_ptr{endpoint}, composed = services.compositions](const recording_record& recording) {
        if (const auto told = weak.lock()) told->report(recording);
        // What waited for it to be finished can be begun.
        if (composed && recording.status != recording_status::processing) composed->step();
      });
  for (const auto* pattern : {"/v1/Recordings", "/v1/Recordings/{below...}"})
    routes.add_any(pattern,
                   [endpoint](const net::request& request) { return endpoint->answer_recordings(request); });
  routes.add(net::method::get, "/recordings/{file}",
             [endpoint](const net::request& request) { return endpoint->answer_media(request); });
}

void serve_compositions(net::router& routes, composition_archive& compositions,
                        const std::shared_ptr<rest_endpoint>& endpoint) {
  compositions.watch([weak = std::weak_ptr{endpoint}](const composition_record& composition,
                                                      const composition_moment& moment) {
    if (const auto told = weak.lock()) told->report(composition, moment);
  });
  for (const auto* pattern : {"/v1/Compositions", "/v1/Compositions/{below...}"})
    routes.add_any(
        pattern, [endpoint](const net::request& request) { return endpoint->answer_compositions(request); });
  routes.add(net::method::get, "/compositions/{file}",
             [endpoint](const net::request& request) { return endpoint->answer_composed_media(request); });
}

}  // namespace

void serve_rest(net::router& routes, const rest_services& services, const rest_options& options) {
  const auto endpoint = std::make_shared<rest_endpoint>(services, options);
  services.rooms.watch(std::shared_ptr<room_watcher>{endpoint, &endpoint->watcher()});
  for (const auto* pattern : {"/v1/Rooms", "/v1/Rooms/{below...}"})
    routes.add_any(pattern,
                   [endpoint](const net::request& request) { return endpoint->answer_rooms(request); });
  routes.add_any("/v1/MediaWorkers",
                 [endpoint](const net::request& request) { return endpoint->answer_workers(request); });
  if (services.recordings) serve_recordings(routes, services, endpoint);
  if (services.compositions) serve_compositions(routes, *services.compositions, endpoint);
}

}  // namespace flex_video::rooms
