#include "flex_video/core/page_signal.hpp"

#include "event_row.hpp"
#include "shown_name.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"

#include <algorithm>
#include <string>

namespace flex_video::core {
namespace {

constexpr unsigned longest_wait = 600'000;  // milliseconds; nobody waits longer for a picture
constexpr unsigned best_quality = 5;
constexpr unsigned worst_rating = 1;
constexpr unsigned best_rating = 5;

event_kind kind_of(page_signal_kind kind) {
  switch (kind) {
    case page_signal_kind::opened:
      return event_kind::page_opened;
    case page_signal_kind::camera_asked:
      return event_kind::camera_asked;
    case page_signal_kind::camera_denied:
      return event_kind::camera_denied;
    case page_signal_kind::camera_granted:
      return event_kind::camera_granted;
    case page_signal_kind::connected:
      return event_kind::first_frame;
    case page_signal_kind::quality:
      return event_kind::network_quality;
    case page_signal_kind::left:
      return event_kind::visit_left;
    case page_signal_kind::help_agreed:
      return event_kind::help_agreed;
    case page_signal_kind::help_declined:
      return event_kind::help_declined;
    case page_signal_kind::rated:
      return event_kind::call_rated;
    case page_signal_kind::consented:
      return event_kind::consent_given;
  }
  return event_kind::page_opened;
}

std::string detail_of(const page_signal& signal) {
  if (signal.kind == page_signal_kind::consented) return signal.version + " " + signal.language;
  if (values_of(signal.kind).largest == 0) return {};
  auto detail = std::to_string(signal.value);
  auto comment = signal.comment;
  std::replace(comment.begin(), comment.end(), '\n', ' ');
  comment = shown_text(comment, most_comment_characters);
  return comment.empty() ? detail : detail + " " + comment;
}

}  // namespace

value_range values_of(page_signal_kind kind) {
  switch (kind) {
    case page_signal_kind::connected:
      return {0, longest_wait};
    case page_signal_kind::quality:
      return {0, best_quality};
    case page_signal_kind::rated:
      return {worst_rating, best_rating};
    default:
      return {0, 0};
  }
}

bool is_consent_version(std::string_view text) {
  constexpr std::size_t longest = 64;
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_";
  return !text.empty() && text.size() <= longest && text.find_first_not_of(allowed) == std::string_view::npos;
}

base::result<change> record_signal(const session_record& record, const visit& visit,
                                   const page_signal& signal, base::time_point now,
                                   base::random_source& random) {
  const auto& session = record.session;
  if (ended(session) && signal.kind != page_signal_kind::rated) return base::fail(errc::session_ended);
  const bool of_former_agent =
      visit.role == invite_role::agent && !is_of_present_worker(session, visit.invite_ordinal);
  if (shut_out(visit) || of_former_agent) return base::fail(errc::visit_denied);
  const bool gives_up_place = signal.kind == page_signal_kind::left && holds_a_place(visit);
  const bool consents = signal.kind == page_signal_kind::consented;
  const bool matters = gives_up_place || (consents && !consented(visit));
  if (visit.signals >= most_signals && !matters) return base::fail(errc::too_many_signals);
  const event_subject about{
      .actor = visit_identity(session, visit), .visit = visit.id, .detail = detail_of(signal)};
  // The session is written as well, so that a signal which meets the end is decided anew.
  change change{.session = session,
                .visits = {visit},
                .events = {event_row(session.id, kind_of(signal.kind), about, now, random)}};
  ++change.visits.back().signals;
  if (consents) change.visits.back().consent = signal.version;
  if (!gives_up_place) return change;

  auto rest = record;
  for (auto& other : rest.visits) {
    if (other.id == visit.id) other.state = visit_state::left;
  }
  if (!session.idle_since && !somebody_in_room(rest)) change.session->idle_since = now;
  change.visits.back().state = visit_state::left;
  change.expelled.push_back(guest_identity(visit));  // a tab that hangs on would hold the place
  return change;
}

}  // namespace flex_video::core
