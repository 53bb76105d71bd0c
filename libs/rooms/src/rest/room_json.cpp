#include "rest/room_json.hpp"

#include "rest/when.hpp"
#include "signalling/words.hpp"

#include <boost/json/value_from.hpp>

namespace flex_video::rooms {
namespace {

namespace json = boost::json;

json::value or_null(const std::optional<base::time_point>& at) {
  return at ? json::value(when(*at)) : json::value{};
}

json::value or_null(const std::string& text) { return text.empty() ? json::value{} : json::value(text); }

template <class Record>
json::value duration_or_null(const Record& record) {
  return record.ended ? json::value(duration_of(record, {}).count()) : json::value{};
}

json::object write(const track_record& track) {
  return {{"sid", track.sid.text()},
          {"name", track.name},
          {"date_created", when(track.created)},
          {"date_updated", when(track.updated)},
          {"enabled", track.enabled},
          {"kind", word_of(track.kind)}};
}

}  // namespace

std::string_view status_of(const room_record& room) { return room.ended ? "completed" : "in-progress"; }

std::string_view type_of(const room_record& room) {
  return room.options.go ? "go" : word_of(room.terms.type);
}

std::string room_json::address_of(const room_record& room) const {
  return address_of_rooms() + '/' + room.sid.str();
}

std::string room_json::address_of(const room_record& room, const participant_record& who) const {
  return address_of(room) + "/Participants/" + who.sid.str();
}

json::object room_json::write(const room_record& room) const {
  const auto& [_, callback, method, region, turn, large, records] = room.options;
  json::array codecs;
  for (const auto codec : room.terms.video_codecs) codecs.emplace_back(word_of(codec));
  const auto url = address_of(room);
  return {{"sid", room.sid.text()},
          {"status", status_of(room)},
          {"date_created", when(room.created)},
          {"date_updated", when(room.updated)},
          {"account_sid", account_.text()},
          {"enable_turn", turn},
          {"unique_name", room.unique_name},
          {"status_callback", or_null(callback)},
          {"status_callback_method", method == callback_method::get ? "GET" : "POST"},
          {"end_time", or_null(room.ended)},
          {"duration", duration_or_null(room)},
          {"type", type_of(room)},
          {"max_participants", room.max_participants},
          {"max_participant_duration", room.terms.max_participant_duration.count()},
          {"max_concurrent_published_tracks", room.max_participants * tracks_},
          {"record_participants_on_connect", records},
          {"video_codecs", std::move(codecs)},
          {"media_region", or_null(region)},
          {"audio_only", room.terms.audio_only},
          {"empty_room_timeout", room.terms.empty_room_timeout.count()},
          {"unused_room_timeout", room.terms.unused_room_timeout.count()},
          {"large_room", large},
          {"url", url},
          {"links",
           {{"participants", url + "/Participants"},
            {"recordings", url + "/Recordings"},
            {"recording_rules", url + "/RecordingRules"},
            {"transcriptions", url + "/Transcriptions"}}}};
}

json::object room_json::write(const room_record& room, const participant_record& who) const {
  const auto url = address_of(room, who);
  return {{"sid", who.sid.text()},
          {"room_sid", room.sid.text()},
          {"account_sid", account_.text()},
          {"status", word_of(who.state)},
          {"identity", who.identity},
          {"date_created", when(who.created)},
          {"date_updated", when(who.updated)},
          {"start_time", when(who.created)},
          {"end_time", or_null(who.ended)},
          {"duration", duration_or_null(who)},
          {"url", url},
          {"links",
           {{"published_tracks", url + "/PublishedTracks"},
            {"subscribed_tracks", url + "/SubscribedTracks"},
            {"subscribe_rules", url + "/SubscribeRules"},
            {"anonymize", url + "/Anonymize"}}}};
}

json::object room_json::write_published(const room_record& room, const participant_record& publisher,
                                        const track_record& track) const {
  auto written = rooms::write(track);
  written["participant_sid"] = publisher.sid.text();
  written["room_sid"] = room.sid.text();
  written["url"] = address_of(room, publisher) + "/PublishedTracks/" + track.sid.str();
  return written;
}

json::object room_json::write_subscribed(const room_record& room, const participant_record& subscriber,
                                         const participant_record& publisher,
                                         const track_record& track) const {
  auto written = rooms::write(track);
  written["participant_sid"] = subscriber.sid.text();
  written["publisher_sid"] = publisher.sid.text();
  written["room_sid"] = room.sid.text();
  written["url"] = address_of(room, subscriber) + "/SubscribedTracks/" + track.sid.str();
  return written;
}

json::object room_json::write_recording_rules(const room_record& room) const {
  const auto& [rules, created, updated] = room.recording_rules;
  return {{"room_sid", room.sid.text()},
          {"rules", rules},
          {"date_created", when(created)},
          {"date_updated", when(updated)}};
}

json::object room_json::write_subscribe_rules(const room_record& room, const participant_record& who) const {
  const auto& [rules, created, updated] = who.subscribe_rules;
  return {{"participant_sid", who.sid.text()},
          {"room_sid", room.sid.text()},
          {"rules", rules},
          {"date_created", when(created)},
          {"date_updated", when(updated)}};
}

}  // namespace flex_video::rooms
