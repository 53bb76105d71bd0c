#include "signalling/message_writer.hpp"
#include "signalling/signalling_errc.hpp"
#include "signalling/switchboard.hpp"

#include <algorithm>
#include <utility>

// What is asked of the rooms from outside, and how their time runs out.

namespace flex_video::rooms {

base::result<core::room> switchboard::open_room(const room_settings& settings) {
  if (settings.unique_name && rooms_.find(*settings.unique_name))
    return base::fail(signalling_errc::room_exists);
  if (settings.terms.type == room_type::group && !has_media_engine())
    return base::fail(signalling_errc::room_type_unavailable);
  const auto most = settings.max_participants == 0 ? options_.limits.participants : settings.max_participants;
  if (most > options_.limits.largest_room) return base::fail(signalling_errc::participants_out_of_range);
  const auto opened = rooms_.open(settings.unique_name, most, false, settings.terms);
  if (!opened) return std::unexpected{opened.error()};
  (*opened)->keep(settings.note);
  await_use(**opened);
  touch(**opened);
  finish_step();
  return core::room{(*opened)->sid(), (*opened)->unique_name()};
}

base::result<core::room> switchboard::create_room(const core::room_request& request) {
  if (const auto* const known = rooms_.find(request.unique_name))
    return core::room{known->sid(), known->unique_name()};
  auto opened = open_room({.unique_name = request.unique_name,
                           .max_participants = request.max_participants,
                           .terms = {.type = call_type_,
                                     .audio_only = false,
                                     .max_participant_duration = request.longest_stay,
                                     .empty_room_timeout = request.empty_timeout,
                                     .unused_room_timeout = request.empty_timeout}});
  if (opened) return opened;
  const bool full = opened.error().code == signalling_errc::room_not_created;
  return base::fail(full ? core::provider_errc::unavailable : core::provider_errc::refused,
                    opened.error().code.message());
}

void switchboard::complete_room(const core::room_sid& sid) {
  if (auto* const found = rooms_.find(sid.text())) end(*found);
  finish_step();
}

std::optional<core::room> switchboard::find_room(std::string_view unique_name) const {
  const auto* const found = rooms_.find(unique_name);
  if (!found) return std::nullopt;
  return core::room{found->sid(), found->unique_name()};
}

core::room_report switchboard::inspect_room(const core::room_sid& sid) const {
  core::room_report report;
  const auto* const found = rooms_.find(sid.text());
  if (!found) return report;
  report.in_progress = true;
  for (const auto* const inside : found->participants()) report.identities.push_back(inside->identity());
  return report;
}

void switchboard::remove_participant(const core::room_sid& sid, const std::string& identity) {
  auto* const in = rooms_.find(sid.text());
  auto* const removed = in ? in->find(identity) : nullptr;
  if (removed) put_out({in, removed}, write_removed());
  finish_step();
}

void switchboard::subscribe_by(const core::room_sid& sid, const twilio::participant_sid& who,
                               std::span<const track_rule> rules) {
  auto* const in = rooms_.find(sid.text());
  auto* const to = in ? in->find(who) : nullptr;
  if (!to) return;
  in->subscribe_by(*to, {rules.begin(), rules.end()});
  touch(*in);
  finish_step();
}

void switchboard::set_audiences(const core::room_sid& sid, std::vector<core::audience> audiences) {
  auto* const in = rooms_.find(sid.text());
  if (!in) return;
  in->set_audiences(std::move(audiences));
  touch(*in);
  finish_step();
}

std::vector<twilio::track_sid> switchboard::subscribed_tracks(const core::room_sid& sid,
                                                              const twilio::participant_sid& who) const {
  const auto* const in = rooms_.find(sid.text());
  const auto* const of = in ? in->find(who) : nullptr;
  return of ? in->subscribed(*of) : std::vector<twilio::track_sid>{};
}

bool switchboard::can_record(const core::room_sid& sid) const {
  const auto* const found = rooms_.find(sid.text());
  return found && found->can_be_recorded();
}

void switchboard::record(const core::room_sid& sid, const recording_wish& wish) {
  auto* const found = rooms_.find(sid.text());
  if (!found) return;
  found->record(wish);
  touch(*found);
  finish_step();
}

void switchboard::end(room& ending) {
  ending.announce_end();
  for (auto* const inside : ending.participants()) {
    if (const auto at = inside->socket()) dismiss(*at);
    forget({&ending, inside});
  }
  events_.push_back(room_ended{ending.sid()});
  room_deadlines_.set(ending.sid(), std::nullopt);
  touch(ending);
  media_deadlines_.set(ending.sid(), std::nullopt);
  if (const auto watcher = watcher_.lock()) watcher->ended(ending);
  rooms_.end(ending);
  forget_ended();
}

void switchboard::limit_stay(const member& newcomer) {
  room_deadlines_.set(newcomer.in->sid(), std::nullopt);
  stay_deadlines_.set(newcomer.who->session(), clock_.now() + newcomer.in->terms().max_participant_duration);
}

void switchboard::end_stay(const session_digest& session) {
  const auto over = sessions_.at(session);
  put_out(over, write_error(signalling_errc::stay_too_long));
}

void switchboard::await_use(const room& waiting) {
  if (waiting.size() > 0 || waiting.ad_hoc()) return;
  const auto& terms = waiting.terms();
  room_deadlines_.set(waiting.sid(),
                      clock_.now() + (waiting.used() ? terms.empty_room_timeout : terms.unused_room_timeout));
}

void switchboard::put_out(const member& gone, const std::string& farewell) {
  if (const auto at = gone.who->socket()) {
    send(*at, farewell);
    dismiss(*at);
  }
  leave(gone);
}

}  // namespace flex_video::rooms
