#include "recording/recordings_api.hpp"

#include "recording/recording_words.hpp"
#include "rest/created_between.hpp"
#include "rest/form_values.hpp"
#include "rest/listing.hpp"
#include "rest/when.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

/// What a list is asked for.
struct recording_filter {
  std::optional<twilio::room_sid> room;
  std::optional<recording_status> status;
  std::optional<track_kind> kind;
  std::string source;
  std::vector<std::string> groupings;
  created_between created;

  bool holds(const recording_record& each) const {
    const auto groups = [&](const std::string& sid) {
      return sid == each.room.text() || sid == each.participant.text();
    };
    return (!room || each.room == *room) && (!status || each.status == *status) &&
           (!kind || each.kind == *kind) && (source.empty() || each.track.text() == source) &&
           std::ranges::all_of(groupings, groups) && created.holds(each.created);
  }
};

rest_result<recording_filter> read_filter(const twilio::form& query,
                                          const std::optional<twilio::room_sid>& room) {
  auto created = read_created_between(query);
  if (!created) return std::unexpected{created.error()};
  const auto status = read_word<recording_status>(query, "Status");
  if (!status) return std::unexpected{status.error()};
  const auto kind = read_word<track_kind>(query, "MediaType");
  if (!kind) return std::unexpected{kind.error()};
  recording_filter filter{.room = room,
                          .status = *status,
                          .kind = *kind,
                          .source = std::string{twilio::form_value(query, "SourceSid")},
                          .groupings = {},
                          .created = *created};
  for (const auto& each : query)
    if (each.name == "GroupingSid") filter.groupings.push_back(each.value);
  return filter;
}

}  // namespace

recordings_api::recordings_api(const recording_register& records, const twilio::account_sid& account,
                               std::string base_url, recordings_media media)
    : records_(records), account_(account), base_url_(std::move(base_url)), media_(std::move(media)) {}

rest_result<rest_answer> recordings_api::answer(const rest_request& request,
                                                std::span<const std::string> path,
                                                const std::optional<twilio::room_sid>& in) {
  const bool get = request.method == "GET";
  if (path.empty()) return get ? list(request, in) : not_allowed();
  const auto* const recording = records_.find(path[0]);
  const bool media = path.size() == 2 && path[1] == "Media";
  if (!recording || (in && recording->room != *in) || (path.size() > 1 && !media))
    return not_found("/Recordings/" + path[0]);
  if (media) return get ? media_of(*recording) : not_allowed();
  if (request.method == "DELETE") return remove(*recording);
  if (!get) return not_allowed();
  return rest_answer{.body = write(*recording, in.has_value())};
}

rest_result<rest_answer> recordings_api::list(const rest_request& request,
                                              const std::optional<twilio::room_sid>& in) const {
  const auto filter = read_filter(request.query, in);
  if (!filter) return std::unexpected{filter.error()};
  std::vector<listed> found;
  for (const auto* const each : records_.all())
    if (filter->holds(*each))
      found.push_back({each->ordinal, [this, each, &in] { return write(*each, in.has_value()); }});
  return answer_list("recordings", address_of(in), request.query, found);
}

rest_result<rest_answer> recordings_api::media_of(const recording_record& recording) const {
  if (recording.status != recording_status::completed)
    return not_found("/Recordings/" + recording.sid.str() + "/Media");
  return rest_answer{.status = 302, .body = json::object{{"redirect_to", media_.address(recording)}}};
}

rest_result<rest_answer> recordings_api::remove(const recording_record& recording) {
  if (recording.status == recording_status::processing)
    return refuse(409, 20409, "The recording is still running");
  if (recording.status != recording_status::deleted && !media_.erase(recording))
    return refuse(500, 20500, "The recording could not be deleted");
  return rest_answer{.status = 204, .body = nullptr};
}

std::string recordings_api::address_of(const std::optional<twilio::room_sid>& room) const {
  return base_url_ + "/v1" + (room ? "/Rooms/" + room->str() : std::string{}) + "/Recordings";
}

json::object recordings_api::write(const recording_record& recording, bool in_room) const {
  const bool over =
      recording.status == recording_status::completed || recording.status == recording_status::deleted;
  const auto number = [&](auto value) { return over ? json::value(value) : json::value{}; };
  const auto seconds = std::chrono::round<std::chrono::seconds>(recording.duration).count();
  const auto url =
      address_of(in_room ? std::optional{recording.room} : std::nullopt) + '/' + recording.sid.str();
  json::object written{
      {"account_sid", account_.text()},
      {"status", word_of(recording.status)},
      {"date_created", when(recording.created)},
      {"date_updated", when(recording.updated)},
      {"sid", recording.sid.text()},
      {"source_sid", recording.track.text()},
      {"size", number(recording.bytes)},
      {"url", url},
      {"type", word_of(recording.kind)},
      {"duration", number(seconds)},
      {"container_format", container_of(recording.kind)},
      {"codec", recording.codec},
      {"grouping_sids",
       {{"room_sid", recording.room.text()}, {"participant_sid", recording.participant.text()}}},
      {"track_name", recording.track_name},
      {"offset", recording.began ? json::value(recording.began->time_since_epoch().count()) : json::value{}},
      {"media_external_location", nullptr},
      {"links", json::object{{"media", url + "/Media"}}}};
  if (in_room) written["room_sid"] = recording.room.text();
  return written;
}

}  // namespace flex_video::rooms
