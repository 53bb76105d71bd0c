#include "composition/compositions_api.hpp"

#include "composition/composition_creation.hpp"
#include "composition/composition_words.hpp"
#include "rest/created_between.hpp"
#include "rest/form_values.hpp"
#include "rest/listing.hpp"
#include "rest/when.hpp"

#include <boost/json/parse.hpp>

#include <utility>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

json::value time_of(const std::optional<base::time_point>& at) {
  return at ? json::value(when(*at)) : json::value{};
}

json::array names_of(const std::vector<std::string>& names) {
  return json::array(names.begin(), names.end());
}

/// As it came; no regions where it was not given.
json::value layout_of(const composition_record& composition) {
  return composition.wish.layout.empty() ? json::object{} : json::parse(composition.wish.layout);
}

}  // namespace

compositions_api::compositions_api(composition_archive& archive, const twilio::account_sid& account,
                                   std::string base_url, composition_surroundings around)
    : archive_(archive), account_(account), base_url_(std::move(base_url)), around_(std::move(around)) {}

rest_result<rest_answer> compositions_api::answer(const rest_request& request) {
  const bool get = request.method == "GET";
  const auto& path = request.path;
  if (path.empty()) {
    if (request.method == "POST") return create(request.body);
    return get ? list(request) : not_allowed();
  }
  const auto* const composition = archive_.records().find(path[0]);
  const bool media = path.size() == 2 && path[1] == "Media";
  if (!composition || (path.size() > 1 && !media)) return not_found("/Compositions/" + path[0]);
  if (media) return get ? media_of(*composition) : not_allowed();
  if (request.method == "DELETE") return remove(*composition);
  if (!get) return not_allowed();
  return rest_answer{.body = write(*composition)};
}

rest_result<rest_answer> compositions_api::create(const twilio::form& form) {
  const auto asked = read_composition_creation(form);
  if (!asked) return std::unexpected{asked.error()};
  if (!archive_.can_compose())
    return refuse(503, 20503, "Compositions need ffmpeg, which this server has not found");
  if (around_.in_progress(asked->room))
    return refuse(400, 20001, "RoomSid is invalid: the room is in progress");
  if (archive_.is_full()) return refuse(429, 20429, "Too many compositions wait");
  const auto* const made = archive_.add(asked->room, asked->wish);
  if (!made) return refuse(400, 20001, "RoomSid is invalid: nothing of that room was recorded");
  return rest_answer{.status = 201, .body = write(*made)};
}

rest_result<rest_answer> compositions_api::list(const rest_request& request) const {
  const auto created = read_created_between(request.query);
  if (!created) return std::unexpected{created.error()};
  const auto status = read_word<composition_status>(request.query, "Status");
  if (!status) return std::unexpected{status.error()};
  const auto room = twilio::form_value(request.query, "RoomSid");
  std::vector<listed> found;
  for (const auto* const each : archive_.records().all()) {
    if (created->holds(each->created) && (!*status || each->status == **status) &&
        (room.empty() || each->room.text() == room))
      found.push_back({each->ordinal, [this, each] { return write(*each); }});
  }
  return answer_list("compositions", base_url_ + "/v1/Compositions", request.query, found);
}

rest_result<rest_answer> compositions_api::media_of(const composition_record& composition) const {
  if (composition.status != composition_status::completed)
    return not_found("/Compositions/" + composition.sid.str() + "/Media");
  return rest_answer{.status = 302, .body = json::object{{"redirect_to", around_.address(composition)}}};
}

rest_result<rest_answer> compositions_api::remove(const composition_record& composition) {
  if (composition.status != composition_status::deleted && !archive_.erase(composition))
    return refuse(500, 20500, "The composition could not be deleted");
  return rest_answer{.status = 204, .body = nullptr};
}

json::object compositions_api::write(const composition_record& composition) const {
  const auto& wish = composition.wish;
  const auto url = base_url_ + "/v1/Compositions/" + composition.sid.str();
  const auto seconds = std::chrono::round<std::chrono::seconds>(composition.duration).count();
  const auto bitrate =
      composition.duration.count() > 0
          ? composition.bytes * 8'000 / static_cast<std::uint64_t>(composition.duration.count())
          : 0;
  const bool made = composition.status != composition_status::failed;
  return {
      {"account_sid", account_.text()},
      {"status", word_of(composition.status)},
      {"date_created", when(composition.created)},
      {"date_completed", made ? time_of(composition.ended) : json::value{}},
      {"date_deleted", time_of(composition.deleted)},
      {"sid", composition.sid.text()},
      {"room_sid", composition.room.text()},
      {"audio_sources", names_of(wish.sounds.included)},
      {"audio_sources_excluded", names_of(wish.sounds.excluded)},
      {"video_layout", layout_of(composition)},
      {"resolution", std::to_string(wish.size.width) + 'x' + std::to_string(wish.size.height)},
      {"trim", wish.trim},
      {"format", word_of(wish.format)},
      {"bitrate", bitrate},
      {"size", composition.bytes},
      {"duration", seconds},
      {"media_external_location", nullptr},
      {"status_callback", wish.status_callback.empty() ? json::value{} : json::value(wish.status_callback)},
      {"status_callback_method", wish.status_callback_method == callback_method::get ? "GET" : "POST"},
      {"url", url},
      {"links", json::object{{"media", url + "/Media"}}}};
}

}  // namespace flex_video::rooms
