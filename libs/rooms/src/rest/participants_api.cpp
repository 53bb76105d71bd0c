#include "rest/participants_api.hpp"

#include "rest/created_between.hpp"
#include "rest/listing.hpp"
#include "rest/rules.hpp"
#include "signalling/words.hpp"

#include <algorithm>
#include <functional>
#include <ranges>

namespace flex_video::rooms {
namespace {

/// Whether a list that is asked for with that Status has it. Without one Twilio lists who is inside a room in
/// progress, or who was inside one that has ended.
bool leaves(std::string_view status, const room_record& room, const participant_record& who) {
  if (!status.empty()) return word_of(who.state) == status;
  return room.ended.has_value() == who.ended.has_value();
}

bool is_status(std::string_view text) { return text.empty() || value_of<participant_state>(text); }

}  // namespace

rest_result<rest_answer> participants_api::answer(const rest_request& request, room_record& room,
                                                  std::span<const std::string> path) {
  const bool get = request.method == "GET", post = request.method == "POST";
  if (path.empty()) return get ? list(request, room) : not_allowed();
  auto* const who = room.find(path[0]);
  if (!who) return not_found("/Rooms/" + room.sid.str() + "/Participants/" + path[0]);
  if (path.size() == 1) {
    if (post) return update(request, room, *who);
    return get ? rest_result<rest_answer>{rest_answer{.body = json_.write(room, *who)}} : not_allowed();
  }
  const auto& below = path[1];
  if (below == "PublishedTracks" && path.size() <= 3)
    return get ? published(request, room, *who, path.subspan(2)) : not_allowed();
  if (below == "SubscribedTracks" && path.size() <= 3)
    return get ? subscribed(request, room, *who, path.subspan(2)) : not_allowed();
  if (below == "SubscribeRules" && path.size() == 2)
    return get || post ? subscribe_rules(request, room, *who) : not_allowed();
  if (below == "Anonymize" && path.size() == 2) return post ? anonymize(room, *who) : not_allowed();
  return not_found("/Rooms/" + room.sid.str() + "/Participants/" + path[0] + '/' + below);
}

rest_result<rest_answer> participants_api::list(const rest_request& request, const room_record& room) const {
  const auto created = read_created_between(request.query);
  if (!created) return std::unexpected{created.error()};
  const auto status = twilio::form_value(request.query, "Status");
  const auto identity = twilio::form_value(request.query, "Identity");
  if (!is_status(status)) return refuse(400, 53209, "Participant status is invalid");
  std::vector<listed> found;
  for (const auto& who : room.participants | std::views::reverse) {
    if (leaves(status, room, who) && (identity.empty() || who.identity == identity) &&
        created->holds(who.created))
      found.push_back({who.ordinal, [&] { return json_.write(room, who); }});
  }
  return answer_list("participants", json_.address_of(room) + "/Participants", request.query, found);
}

/// Whoever has left already is out.
rest_result<rest_answer> participants_api::update(const rest_request& request, room_record& room,
                                                  participant_record& who) {
  if (twilio::form_value(request.body, "Status") != "disconnected")
    return refuse(400, 53209, "Participant status is invalid");
  const auto sid = who.sid;
  if (!who.ended) (void)rooms_.remove_participant(room.sid, std::string{who.identity});
  const auto* const gone = room.find(sid.text());  // its record may have moved
  if (!gone) return not_found("/Rooms/" + room.sid.str() + "/Participants/" + sid.str());
  return rest_answer{.body = json_.write(room, *gone)};
}

rest_result<rest_answer> participants_api::anonymize(room_record& room, participant_record& who) {
  if (!who.ended) return refuse(400, 20001, "Only participants who have left can be anonymized");
  who.identity = who.sid.str();
  who.updated = clock_.now();
  rooms_.keep(room.sid);
  return rest_answer{.body = json_.write(room, who)};
}

rest_result<rest_answer> participants_api::published(const rest_request& request, const room_record& room,
                                                     const participant_record& who,
                                                     std::span<const std::string> path) const {
  std::vector<listed> found;
  for (const auto& track : who.tracks | std::views::reverse) {
    const auto written = [&] { return json_.write_published(room, who, track); };
    if (!path.empty() && (track.sid.text() == path[0] || track.name == path[0]))
      return rest_answer{.body = written()};
    found.push_back({track.ordinal, written});
  }
  const auto url = json_.address_of(room, who) + "/PublishedTracks";
  if (!path.empty()) return not_found("PublishedTracks/" + path[0]);
  return answer_list("published_tracks", url, request.query, found);
}

/// In a peer-to-peer room everybody is subscribed to everything, whatever the rules are.
rest_result<rest_answer> participants_api::subscribed(const rest_request& request, const room_record& room,
                                                      const participant_record& who,
                                                      std::span<const std::string> path) const {
  std::vector<listed> found;
  const bool all = room.terms.type == room_type::peer_to_peer;
  const auto chosen = all ? std::vector<twilio::track_sid>{} : rooms_.subscribed_tracks(room.sid, who.sid);
  for (const auto& publisher : room.participants) {
    if (who.ended || publisher.sid == who.sid) continue;
    for (const auto& track : publisher.tracks) {
      if (!all && std::ranges::find(chosen, track.sid) == chosen.end()) continue;
      const auto written = [&] { return json_.write_subscribed(room, who, publisher, track); };
      if (!path.empty() && track.sid.text() == path[0]) return rest_answer{.body = written()};
      found.push_back({track.ordinal, written});
    }
  }
  std::ranges::sort(found, std::ranges::greater{}, &listed::ordinal);
  const auto url = json_.address_of(room, who) + "/SubscribedTracks";
  if (!path.empty()) return not_found("SubscribedTracks/" + path[0]);
  return answer_list("subscribed_tracks", url, request.query, found);
}

rest_result<rest_answer> participants_api::subscribe_rules(const rest_request& request,
                                                           const room_record& room,
                                                           participant_record& who) const {
  if (request.method == "GET") return rest_answer{.body = json_.write_subscribe_rules(room, who)};
  auto rules = read_rules(twilio::form_value(request.body, "Rules"), rule_purpose::subscribe);
  if (!rules) return std::unexpected{rules.error()};
  who.subscribe_rules.rules = std::move(*rules);
  who.subscribe_rules.updated = clock_.now();
  rest_answer answer{.status = 202, .body = json_.write_subscribe_rules(room, who)};
  rooms_.keep(room.sid);
  rooms_.subscribe_by(room.sid, who.sid, track_rules(who.subscribe_rules.rules));  // its record may move
  return answer;
}

}  // namespace flex_video::rooms
