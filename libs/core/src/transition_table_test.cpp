// Every event in every state of a session, every decision in every state of a visit: what comes of each, in
// one table each. An outcome is the new state and the events written, "-" if nothing changes, or the refusal.
#include "samples.hpp"

#include "flex_video/core/closing.hpp"
#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/core/lobby.hpp"
#include "flex_video/core/page_signal.hpp"
#include "flex_video/core/presence.hpp"
#include "flex_video/core/recording.hpp"
#include "flex_video/core/spelling.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace flex_video::core {
namespace {

using samples::noon;
using decision = base::result<std::optional<change>>;
using enum room_event_kind;

const policy rules{.recording_allowed = true};
const auto guest = samples::id<visit_id>(1);
const auto guest_name = customer_identity(guest);
const auto agent_name = agent_identity(samples::ada);

base::counting_random& random_bits() {
  static base::counting_random random;
  return random;
}

// What the tables step. Who calls a function that is not for ended sessions has asked require_not_ended().
decision while_it_lasts(const session_record& record, const std::function<decision()>& decide) {
  if (const auto lasts = require_not_ended(record.session); !lasts) return std::unexpected{lasts.error()};
  return decide();
}
decision taken(base::result<change> made) {
  if (!made) return std::unexpected{made.error()};
  return *std::move(made);
}
decision start_again(const session_record& record) {
  return while_it_lasts(record, [&] {
    return resume_session(record, samples::user(), samples::reservation(), rules, noon, random_bits());
  });
}
decision start_on_a_new_task(const session_record& record) {
  return while_it_lasts(record, [&] {
    const auto moved = samples::reservation(samples::ada, samples::sid_of<"WT">(2));
    return resume_session(record, samples::user(), moved, rules, noon, random_bits());
  });
}
decision hand_over(const session_record& record) {
  return while_it_lasts(record, [&] {
    return resume_session(record, samples::user(samples::ben), samples::reservation(samples::ben), rules,
                          noon, random_bits());
  });
}
decision start_after_the_link_died(const session_record& record) {
  return while_it_lasts(record, [&] {
    return resume_session(record, samples::user(), samples::reservation(), rules,
                          record.session.link_expires_at, random_bits());
  });
}
decision agent_gets_token(const session_record& record) {
  return while_it_lasts(record, [&] { return record_agent_token(record.session, noon, random_bits()); });
}
decision redeem_on(const session_record& record, const invite& invite, unsigned char device) {
  auto redeemed = redeem(record, invite, samples::id<device_id>(device), rules, noon, random_bits());
  if (!redeemed) return std::unexpected{redeemed.error()};
  if (redeemed->returning) return std::nullopt;
  return std::move(redeemed->change);
}
decision first_device_comes(const session_record& record) {
  auto nobody_yet = record;
  nobody_yet.visits.clear();
  return redeem_on(nobody_yet, customer_invite(record.session), 2);
}
decision second_device_comes(const session_record& record) {
  return redeem_on(record, customer_invite(record.session), 2);
}
decision same_device_comes(const session_record& record) {
  return redeem_on(record, customer_invite(record.session), 1);
}
decision agents_device_comes(const session_record& record) {
  return redeem_on(record, agent_invite(record.session, rules, noon), 2);
}
decision invite_relative(const session_record& record) {
  auto issued = issue_invite(record, invite_role::relative, std::nullopt, rules, noon, random_bits());
  if (!issued) return std::unexpected{issued.error()};
  return std::move(issued->change);
}
decision revoke_link(const session_record& record) {
  return revoke_invite(record, record.session.link_ordinal, noon, random_bits());
}
decision start_recording(const session_record& record) {
  return set_recording(record, recording_state::on, rules, noon, random_bits());
}
decision start_agreed_recording(session_record record) {
  for (auto& visit : record.visits) visit.consent = "1";
  return start_recording(record);
}
decision report(const session_record& record, room_event_kind kind, const std::string& identity) {
  const room_event event{
      .kind = kind, .room = record.session.room, .identity = identity, .seen = {.at = noon}};
  return observe(record, event, rules, noon, random_bits());
}
decision agent_connects(const session_record& record) {
  return report(record, participant_connected, agent_name);
}
decision agent_disconnects(const session_record& record) {
  return report(record, participant_disconnected, agent_name);
}
decision guest_connects(const session_record& record) {
  return report(record, participant_connected, guest_name);
}
decision guest_disconnects(const session_record& record) {
  return report(record, participant_disconnected, guest_name);
}
decision room_ends(const session_record& record) { return report(record, room_ended, {}); }
decision look(const session_record& record, bool in_progress, std::vector<std::string> identities) {
  return reconcile(record, {.in_progress = in_progress, .identities = std::move(identities)}, rules, noon,
                   random_bits());
}
decision look_finds_both(const session_record& record) {
  return look(record, true, {agent_name, guest_name});
}
decision look_finds_guest(const session_record& record) { return look(record, true, {guest_name}); }
decision look_finds_nobody(const session_record& record) { return look(record, true, {}); }
decision look_finds_no_room(const session_record& record) { return look(record, false, {}); }
decision room_is_renewed(const session_record& record) {
  return while_it_lasts(record, [&] {
    const room next{.sid = samples::sid_of<"RM">(9), .unique_name = "Room-9"};
    return renew_room(record.session, next, noon, random_bits());
  });
}
decision agent_ends(const session_record& record) {
  return while_it_lasts(
      record, [&] { return end_session(record, end_reason::agent_ended, agent_name, noon, random_bits()); });
}
decision sweep(const session_record& record, base::time_point at) {
  const auto reason = overdue(record.session, rules, at);
  if (!reason) return std::nullopt;
  return end_session(record, *reason, "server", at, random_bits());
}
decision swept_in_time(const session_record& record) { return sweep(record, noon + std::chrono::minutes{1}); }
decision swept_late(const session_record& record) { return sweep(record, noon + std::chrono::hours{48}); }
decision admit(const session_record& record) {
  return admit_visit(record, guest, rules, noon, random_bits());
}
decision deny(const session_record& record) { return deny_visit(record, guest, noon, random_bits()); }
decision remove(const session_record& record) { return remove_visit(record, guest, noon, random_bits()); }
decision join(const session_record& record) {
  return taken(join_visit(record, *find_visit(record, guest), rules, noon, random_bits()));
}
decision signal(const session_record& record, page_signal_kind kind) {
  return taken(record_signal(record, *find_visit(record, guest), {.kind = kind}, noon, random_bits()));
}
decision page_opens(const session_record& record) { return signal(record, page_signal_kind::opened); }
decision guest_consents(const session_record& record) {
  return taken(record_signal(record, *find_visit(record, guest),
                             {.kind = page_signal_kind::consented, .version = "1", .language = "en"}, noon,
                             random_bits()));
}
decision page_leaves(const session_record& record) { return signal(record, page_signal_kind::left); }

std::string events_of(const change& change) {
  std::string kinds;
  for (const auto& event : change.events) kinds.append(" ").append(name_of(event.kind));
  return kinds + (change.expelled.empty() ? "" : " expelled");
}

std::string name_of_refusal(const base::error& error) { return "refused: " + error.code.message(); }

std::string session_outcome(session_record record, const decision& decided) {
  if (!decided) return name_of_refusal(decided.error());
  if (!*decided) return "-";
  apply(record, **decided);
  return std::string{name_of(record.session.state)} + (record.session.room_closed ? " without room" : "") +
         events_of(**decided);
}

std::string visit_outcome(session_record record, const decision& decided) {
  if (!decided) return name_of_refusal(decided.error());
  if (!*decided) return "-";
  apply(record, **decided);
  return std::string{name_of(find_visit(record, guest)->state)} + events_of(**decided);
}

/// One customer, who may join and has not.
session_record session_in(session_state state) {
  auto record = samples::record();
  record.visits = {samples::visit()};
  auto& session = record.session;
  session.state = state;
  if (state != session_state::open) session.live_at = noon;
  if (state != session_state::ended) return record;
  session.ended_at = noon;
  session.end_reason = end_reason::agent_ended;
  session.idle_since.reset();
  return record;
}

session_record open_without_room() {
  auto record = session_in(session_state::open);
  record.session.room_closed = true;
  return record;
}

session_record visit_in(visit_state state) {
  auto record = session_in(session_state::open);
  record.visits = {samples::visit(1, state)};
  if (state == visit_state::in_room) record.session.idle_since.reset();
  return record;
}

/// One event, and what comes of it in each state.
struct row {
  const char* event;
  decision (*happens)(const session_record&);
  std::vector<std::string> outcomes;
};

constexpr auto same = "-";
constexpr auto over = "refused: the session has ended";
constexpr auto waits = "refused: the visit waits to be admitted";
constexpr auto unagreed = "refused: a guest has not agreed to be recorded";
constexpr auto turned_away = "refused: the visit was denied";
constexpr auto not_waiting = "refused: the visit does not wait in the lobby";
constexpr auto not_let_in = "refused: the visit was not let in";

// open, open and the room is closed, live, ended
const row session_table[]{
    {"start again", start_again, {same, same, same, over}},
    {"start on a new task",
     start_on_a_new_task,
     {"open session_handed_over", "open without room session_handed_over", "live session_handed_over", over}},
    {"hand over",
     hand_over,
     {"open session_handed_over expelled", "open without room session_handed_over expelled",
      "live session_handed_over expelled", over}},
    {"start after the link died",
     start_after_the_link_died,
     {"open link_renewed", "open without room link_renewed", "live link_renewed", over}},
    {"agent gets token",
     agent_gets_token,
     {"open token_issued", "open without room token_issued", "live token_issued", over}},
    {"first device comes",
     first_device_comes,
     {"open visit_opened visit_admitted", "open without room visit_opened visit_admitted",
      "live visit_opened visit_admitted", over}},
    {"second device comes",
     second_device_comes,
     {"open visit_opened visit_waiting", "open without room visit_opened visit_waiting",
      "live visit_opened visit_waiting", over}},
    {"same device comes", same_device_comes, {same, same, same, over}},
    {"agents device comes",
     agents_device_comes,
     {"open visit_opened visit_admitted", "open without room visit_opened visit_admitted",
      "live visit_opened visit_admitted", over}},
    {"admit", admit, {same, same, same, over}},
    {"deny", deny, {not_waiting, not_waiting, not_waiting, over}},
    {"remove",
     remove,
     {"open visit_removed expelled", "open without room visit_removed expelled",
      "live visit_removed expelled", over}},
    {"join", join, {"open token_issued", "open without room token_issued", "live token_issued", over}},
    {"page opens",
     page_opens,
     {"open page_opened", "open without room page_opened", "live page_opened", over}},
    {"guest consents",
     guest_consents,
     {"open consent_given", "open without room consent_given", "live consent_given", over}},
    {"page leaves",
     page_leaves,
     {"open visit_left expelled", "open without room visit_left expelled", "live visit_left expelled", over}},
    {"invite relative",
     invite_relative,
     {"open invite_issued", "open without room invite_issued", "live invite_issued", over}},
    {"revoke link",
     revoke_link,
     {"open invite_revoked", "open without room invite_revoked", "live invite_revoked", over}},
    {"start recording", start_recording, {unagreed, unagreed, unagreed, over}},
    {"start agreed recording",
     [](const session_record& record) { return start_agreed_recording(record); },
     {"open recording_started", "open without room recording_started", "live recording_started", over}},
    {"agent connects",
     agent_connects,
     {"open participant_connected", same, "live participant_connected", same}},
    {"agent disconnects", agent_disconnects, {"open", same, "live", same}},
    {"guest connects",
     guest_connects,
     {"open participant_connected", same, "live participant_connected", same}},
    {"guest disconnects", guest_disconnects, {"open", same, "live", same}},
    {"look finds both",
     look_finds_both,
     {"live participant_connected participant_connected session_live", same,
      "live participant_connected participant_connected", same}},
    {"look finds guest",
     look_finds_guest,
     {"open participant_connected", same, "live participant_connected", same}},
    {"look finds nobody", look_finds_nobody, {same, same, same, same}},
    {"room ends",
     room_ends,
     {"open without room", same, "ended without room session_ended", "ended without room"}},
    {"look finds no room",
     look_finds_no_room,
     {"open without room", same, "ended without room session_ended", "ended without room"}},
    {"room is renewed",
     room_is_renewed,
     {"open room_renewed", "open room_renewed", "live room_renewed", over}},
    {"agent ends",
     agent_ends,
     {"ended session_ended", "ended without room session_ended", "ended session_ended", over}},
    {"swept in time", swept_in_time, {same, same, same, same}},
    {"swept late",
     swept_late,
     {"ended session_ended", "ended without room session_ended", "ended session_ended", same}},
};

// opened, waiting, admitted, in_room, away, left, removed, denied
const row visit_table[]{
    {"admit",
     admit,
     {"admitted visit_admitted", "admitted visit_admitted", same, same, same, "admitted visit_admitted",
      "admitted visit_admitted", "admitted visit_admitted"}},
    {"deny",
     deny,
     {"denied visit_denied", "denied visit_denied", not_waiting, not_waiting, not_waiting, not_waiting,
      not_waiting, same}},
    {"remove",
     remove,
     {not_let_in, not_let_in, "removed visit_removed expelled", "removed visit_removed expelled",
      "removed visit_removed expelled", "removed visit_removed expelled", same, not_let_in}},
    {"join",
     join,
     {waits, waits, "admitted token_issued", "in_room token_issued", "away token_issued",
      "admitted token_issued", turned_away, turned_away}},
    {"same device comes", same_device_comes, {same, same, same, same, same, same, turned_away, turned_away}},
    {"page opens",
     page_opens,
     {"opened page_opened", "waiting page_opened", "admitted page_opened", "in_room page_opened",
      "away page_opened", "left page_opened", turned_away, turned_away}},
    {"page leaves",
     page_leaves,
     {"opened visit_left", "waiting visit_left", "left visit_left expelled", "left visit_left expelled",
      "left visit_left expelled", "left visit_left", turned_away, turned_away}},
    {"guest connects",
     guest_connects,
     {"opened expelled", "waiting expelled", "in_room participant_connected", "in_room",
      "in_room participant_connected", "left expelled", "removed expelled", "denied expelled"}},
    {"guest disconnects",
     guest_disconnects,
     {"opened", "waiting", "admitted", "away participant_disconnected", "away", "left", "removed", "denied"}},
    {"look finds guest",
     look_finds_guest,
     {"opened expelled", "waiting expelled", "in_room participant_connected", same,
      "in_room participant_connected", "left expelled", "removed expelled", "denied expelled"}},
    {"look finds nobody",
     look_finds_nobody,
     {same, same, same, "away participant_disconnected", same, same, same, same}},
    {"room ends",
     room_ends,
     {"opened", "waiting", "admitted", "away participant_disconnected", "away", "left", "removed", "denied"}},
    {"agent ends",
     agent_ends,
     {"opened session_ended", "waiting session_ended", "admitted session_ended", "left session_ended",
      "left session_ended", "left session_ended", "removed session_ended", "denied session_ended"}},
};

TEST(transitions, of_a_session_are_those_of_the_table) {
  const session_record states[]{session_in(session_state::open), open_without_room(),
                                session_in(session_state::live), session_in(session_state::ended)};
  for (const auto& [event, happens, outcomes] : session_table) {
    std::vector<std::string> seen;
    for (const auto& record : states) seen.push_back(session_outcome(record, happens(record)));
    EXPECT_EQ(seen, outcomes) << event;
  }
}

TEST(transitions, of_a_visit_are_those_of_the_table) {
  for (const auto& [event, happens, outcomes] : visit_table) {
    std::vector<std::string> seen;
    for (const auto& [state, name] : spelling<visit_state>::values) {
      const auto record = visit_in(state);
      seen.push_back(visit_outcome(record, happens(record)));
    }
    EXPECT_EQ(seen, outcomes) << event;
  }
}

}  // namespace
}  // namespace flex_video::core
