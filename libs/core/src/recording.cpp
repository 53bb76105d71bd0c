#include "flex_video/core/recording.hpp"

#include "event_row.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

event_kind kind_of(recording_state wanted) {
  switch (wanted) {
    case recording_state::on:
      return event_kind::recording_started;
    case recording_state::paused:
      return event_kind::recording_paused;
    case recording_state::off:
      return event_kind::recording_stopped;
  }
  return event_kind::recording_stopped;
}

/// Who has a place may be in the room the next moment, and then in the recording.
bool everybody_consented(const session_record& record) {
  return std::ranges::all_of(record.visits,
                             [](const visit& visit) { return !holds_a_place(visit) || consented(visit); });
}

}  // namespace

base::result<std::optional<change>> set_recording(const session_record& record, recording_state wanted,
                                                  const policy& policy, base::time_point now,
                                                  base::random_source& random) {
  const auto& session = record.session;
  if (ended(session)) return base::fail(errc::session_ended);
  if (wanted != recording_state::off && !policy.recording_allowed)
    return base::fail(errc::recording_not_allowed);
  if (wanted == recording_state::on && !everybody_consented(record)) return base::fail(errc::consent_missing);
  const bool nothing_to_pause =
      wanted == recording_state::paused && session.recording == recording_state::off;
  if (session.recording == wanted || nothing_to_pause) return std::nullopt;
  change change{.session = session};
  change.session->recording = wanted;
  change.events.push_back(
      event_row(session.id, kind_of(wanted), {agent_identity(session.worker)}, now, random));
  return change;
}

std::vector<std::string> recorded_publishers(const session_record& record) {
  const auto& session = record.session;
  std::vector<std::string> publishers{agent_identity(session.worker)};
  if (session.supervisor) publishers.push_back(supervisor_identity(session.supervisor->worker));
  for (const auto& visit : record.visits)
    if (visit.role != invite_role::agent && consented(visit)) publishers.push_back(guest_identity(visit));
  return publishers;
}

}  // namespace flex_video::core
