#include "cloud/twilio_video.hpp"

#include <algorithm>

namespace flex_video::server::cloud {
namespace {

using core::provider_errc;
using refusal = std::unexpected<base::error>;
using twilio::call_attempt;
namespace video = twilio::video;

refusal unavailable(std::string detail) { return base::fail(provider_errc::unavailable, std::move(detail)); }
refusal unavailable(const base::error& why) { return unavailable(why.detail); }

refusal refused(const rest_answer& answer) { return base::fail(provider_errc::refused, answer.described()); }

/// The room of that name out of an answer; nothing if it is not such an answer.
std::optional<core::room> read_room(const rest_answer& answer, std::string_view unique_name) {
  if (!answer.good()) return std::nullopt;
  auto room = video::parse_room(answer.body);
  if (!room || room->unique_name != unique_name || room->status != video::room_status::in_progress)
    return std::nullopt;
  return core::room{.sid = room->sid, .unique_name = std::move(room->unique_name)};
}

bool name_is_taken(const rest_answer& answer) {
  const auto error = twilio::parse_rest_error(answer.body);
  return !answer.good() && error && error->code == video::room_exists_code;
}

/// Whether Twilio has said no, and would again.
bool is_refusal(const call_attempt& attempt) {
  return attempt.ended == call_attempt::outcome::answered && attempt.status >= 300 && attempt.status < 500 &&
         attempt.status != 429;
}

}  // namespace

/// A room is made once, though any answer may get lost: its unique name tells whether it is there already,
/// and is looked up before the request is made again.
base::result<core::room> twilio_video::create_room(const core::room_request& request) {
  const auto wish = video::create_room({.unique_name = request.unique_name,
                                        .max_participants = request.max_participants,
                                        .empty_room_timeout = request.empty_timeout,
                                        .unused_room_timeout = request.empty_timeout,
                                        .max_participant_duration = request.longest_stay,
                                        .status_callback = options_.status_callback,
                                        .type = options_.room_type});
  const auto deadline = api_.deadline();
  auto retries = api_.schedule(true, deadline);
  std::string last = "no time for the request";
  while (auto reply = api_.attempt(wish, deadline)) {
    const rest_answer answer{reply->attempt.status, std::move(reply->body)};
    if (auto made = read_room(answer, request.unique_name)) return std::move(*made);
    const bool taken = name_is_taken(answer);
    if (!taken && is_refusal(reply->attempt)) return refused(answer);
    if (taken) {
      auto found = find(request.unique_name, deadline);
      if (!found) return refusal{std::move(found.error())};
      if (*found) return std::move(**found);
      // That room has ended since, so the name is free again.
    }
    const bool unread = taken || answer.good();
    const call_attempt lost{.ended = call_attempt::outcome::broken, .status = 0, .retry_after = {}};
    last = std::move(reply->detail);
    if (!api_.wait_for_another(retries, unread ? lost : reply->attempt)) break;
    if (!answer.good() && !twilio::may_have_been_processed(reply->attempt)) continue;
    auto found = find(request.unique_name, deadline);
    if (!found) return refusal{std::move(found.error())};
    if (*found) return std::move(**found);
  }
  return unavailable(std::move(last));
}

base::result<std::optional<core::room>> twilio_video::find_room(std::string_view unique_name) {
  return find(unique_name, api_.deadline());
}

base::result<std::optional<core::room>> twilio_video::find(std::string_view unique_name,
                                                           base::time_point deadline) {
  const auto answer = api_.call(video::fetch_room(unique_name), deadline);
  if (!answer) return unavailable(answer.error());
  if (answer->status == 404) return std::nullopt;
  if (!answer->good()) return refused(*answer);
  if (const auto readable = video::parse_room(answer->body); !readable)
    return unavailable("malformed: " + readable.error().detail);
  return read_room(*answer, unique_name);
}

base::result<void> twilio_video::complete_room(const core::room_sid& room) {
  const auto deadline = api_.deadline();
  const auto answer = api_.call(video::complete_room(room), deadline);
  if (!answer) return unavailable(answer.error());
  if (answer->good() || answer->status == 404) return {};
  // No documented code tells a room that has ended already from one that can't be ended.
  const auto report = inspect(room, deadline);
  if (!report) return refusal{report.error()};
  if (report->in_progress) return refused(*answer);
  return {};
}

base::result<core::room_report> twilio_video::inspect_room(const core::room_sid& room) {
  return inspect(room, api_.deadline());
}

base::result<core::room_report> twilio_video::inspect(const core::room_sid& room, base::time_point deadline) {
  const auto answer = api_.call(video::fetch_room(room.text()), deadline);
  if (!answer) return unavailable(answer.error());
  if (answer->status == 404) return core::room_report{};
  if (!answer->good()) return refused(*answer);
  const auto parsed = video::parse_room(answer->body);
  if (!parsed || parsed->sid != room) return unavailable("malformed: room");
  if (parsed->status != video::room_status::in_progress) return core::room_report{};

  const auto list = read_list<video::participant_answer>(
      api_, deadline, [&](std::string_view page) { return video::list_participants(room, page); },
      video::parse_participants);
  if (!list) return unavailable(list.error());
  if (list->status == 404) return core::room_report{};
  if (list->status >= 300) return base::fail(provider_errc::refused, "HTTP " + std::to_string(list->status));
  core::room_report report{.in_progress = true, .identities = {}};
  for (const auto& one : list->items) {
    if (one.in_room) report.identities.push_back(one.identity);
  }
  return report;
}

base::result<void> twilio_video::remove_participant(const core::room_sid& room, std::string_view identity) {
  if (identity.empty()) return {};  // nobody's, and it would name the list of all
  const auto deadline = api_.deadline();
  const auto answer = api_.call(video::remove_participant(room, identity), deadline);
  if (!answer) return unavailable(answer.error());
  if (answer->good() || answer->status == 404) return {};
  // As with a room: out already, or can't be put out?
  const auto report = inspect(room, deadline);
  if (!report) return refusal{report.error()};
  if (std::ranges::find(report->identities, identity) != report->identities.end()) return refused(*answer);
  return {};
}

base::result<void> twilio_video::set_audiences(const core::room_sid& room,
                                               const std::vector<core::audience>& audiences) {
  const auto deadline = api_.deadline();
  const auto report = inspect(room, deadline);
  if (!report) return refusal{report.error()};
  for (const auto& receiver : report->identities) {
    std::vector<std::string> withheld;
    for (const auto& [publisher, receivers] : audiences) {
      const bool heard = std::ranges::find(receivers, receiver) != receivers.end();
      if (receiver != publisher && !heard) withheld.push_back(publisher);
    }
    if (receiver.empty()) continue;  // nobody's
    const auto answer = api_.call(video::set_subscribe_rules(room, receiver, withheld), deadline);
    if (!answer) return unavailable(answer.error());
    if (!answer->good() && answer->status != 404) return refused(*answer);
  }
  return {};
}

base::result<void> twilio_video::set_recording(const core::room_sid& room, core::recording_state wanted,
                                               const std::vector<std::string>& publishers) {
  // Twilio has no pause: a recording ends, and another begins.
  const bool on = wanted == core::recording_state::on;
  const auto rules = video::set_recording_rules(room, on ? publishers : std::vector<std::string>{});
  const auto answer = api_.call(rules, api_.deadline());
  if (!answer) return unavailable(answer.error());
  if (!answer->good()) return refused(*answer);
  return {};
}

base::result<std::vector<core::recording>> twilio_video::recordings(const core::room_sid& room) {
  auto list = read_list<video::recording_answer>(
      api_, api_.deadline(), [&](std::string_view page) { return video::list_recordings(room, page); },
      video::parse_recordings);
  if (!list) return unavailable(list.error());
  if (list->status >= 300) return base::fail(provider_errc::refused, "HTTP " + std::to_string(list->status));
  std::vector<core::recording> found;
  for (auto& one : list->items) {
    found.push_back({.sid = one.sid.str(),
                     .status = std::move(one.status),
                     .kind = std::move(one.type),
                     .duration = one.duration});
  }
  return found;
}

}  // namespace flex_video::server::cloud
