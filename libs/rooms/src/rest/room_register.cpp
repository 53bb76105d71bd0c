#include "rest/room_register.hpp"

#include "rest/room_note.hpp"
#include "rest/rules.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

/// In a peer-to-peer room nothing goes by the rules that a client comes with.
boost::json::array rules_of(const room_record& in, const participant& newcomer) {
  if (in.terms.type == room_type::peer_to_peer) return all_tracks("include");
  return write_rules(newcomer.wishes().subscribe_rules);
}

}  // namespace

participant_record* room_record::find(std::string_view sid_or_identity) {
  participant_record* found = nullptr;
  for (auto& each : participants) {
    if (each.sid.text() == sid_or_identity) return &each;
    if (each.identity == sid_or_identity) found = &each;
  }
  return found;  // who came last of that identity: the signalling lets nobody in twice
}

room_register::room_register(const register_limits& limits, const base::clock& clock, listener listen)
    : limits_(limits), clock_(clock), began_(clock.now()), listen_(std::move(listen)) {}

room_record& room_register::record_of(const room& room) {
  if (const auto known = by_sid_.find(room.sid()); known != by_sid_.end()) return rooms_.at(known->second);
  const auto now = clock_.now();
  auto note = read_room_note(room.note());
  const auto created = note.created.value_or(now);
  const auto number = ++last_;
  auto& made = rooms_
                   .emplace(number, room_record{.ordinal = number,
                                                .sid = room.sid(),
                                                .unique_name = room.unique_name(),
                                                .max_participants = room.max_participants(),
                                                .terms = room.terms(),
                                                .options = std::move(note.options),
                                                .created = created,
                                                .updated = created,
                                                .ended = {},
                                                .participants = {},
                                                .recording_rules = {all_tracks("exclude"), created, created}})
                   .first->second;
  made.next_sequence_number = unused_since(created);
  by_sid_.emplace(room.sid(), made.ordinal);
  by_name_.insert_or_assign(made.unique_name, made.ordinal);
  return made;
}

void room_register::changed(const room& room) {
  quiet_ = !by_sid_.contains(room.sid());
  auto& record = record_of(room);
  if (record.recording != room.recording()) {
    record.recording = room.recording();
    auto rules = write_rules(record.recording.rules);
    if (rules != record.recording_rules.rules) record.recording_rules.updated = clock_.now();
    record.recording_rules.rules = std::move(rules);
  }
  const auto inside = room.participants();
  for (auto& known : record.participants) {
    const auto same = [&](const participant* each) { return each->sid() == known.sid; };
    if (!known.ended && std::ranges::none_of(inside, same)) leave(record, known);
  }
  forget_oldest_participants(record);
  for (const auto* each : inside) {
    const auto known = std::ranges::find(record.participants, each->sid(), &participant_record::sid);
    if (known == record.participants.end()) {
      arrive(record, *each);
    } else if (known->revision != each->revision()) {
      refresh(record, *known, *each);
    }
  }
  quiet_ = false;
}

void room_register::ended(const room& room) {
  auto& record = record_of(room);
  for (auto& each : record.participants)
    if (!each.ended) leave(record, each);
  forget_oldest_participants(record);
  record.ended = record.updated = clock_.now();
  by_name_.erase(record.unique_name);
  tell(record, {.event = "room-ended"});
  ended_.emplace(*record.ended, record.ordinal);
  forget_oldest_rooms();
}

void room_register::restore(room_record kept) {
  if (by_sid_.contains(kept.sid) || rooms_.contains(kept.ordinal)) return;
  last_ = std::max(last_, kept.ordinal);
  for (const auto& who : kept.participants) {
    last_ = std::max(last_, who.ordinal);
    for (const auto& track : who.tracks) last_ = std::max(last_, track.ordinal);
  }
  kept.next_sequence_number = std::max(kept.next_sequence_number, unused_since(kept.created));
  by_sid_.emplace(kept.sid, kept.ordinal);
  if (kept.ended)
    ended_.emplace(*kept.ended, kept.ordinal);
  else
    by_name_.insert_or_assign(kept.unique_name, kept.ordinal);
  rooms_.emplace(kept.ordinal, std::move(kept));
  forget_oldest_rooms();
}

void room_register::forget(const twilio::room_sid& sid) {
  const auto known = by_sid_.find(sid);
  if (known == by_sid_.end()) return;
  const auto& record = rooms_.at(known->second);
  if (record.ended) ended_.erase({*record.ended, record.ordinal});
  rooms_.erase(known->second);
  by_sid_.erase(known);
}

void room_register::forget_oldest_rooms() {
  while (ended_.size() > limits_.ended_rooms) forget(rooms_.at(ended_.begin()->second).sid);
}

/// A sequence number that no server before can have come to: nothing happens every millisecond. 0 for a room
/// of our own making, however late it is heard of.
std::uint64_t room_register::unused_since(base::time_point created) const {
  if (created >= began_) return 0;
  return static_cast<std::uint64_t>((clock_.now() - created).count());
}

void room_register::announce(const twilio::room_sid& sid) {
  tell(rooms_.at(by_sid_.at(sid)), {.event = "room-created"});
}

room_record* room_register::find(std::string_view sid_or_unique_name) {
  if (const auto named = by_name_.find(std::string{sid_or_unique_name}); named != by_name_.end())
    return &rooms_.at(named->second);
  const auto sid = twilio::room_sid::parse(sid_or_unique_name);
  const auto known = sid ? by_sid_.find(*sid) : by_sid_.end();
  return known == by_sid_.end() ? nullptr : &rooms_.at(known->second);
}

std::vector<const room_record*> room_register::all() const {
  std::vector<const room_record*> newest_first;
  for (auto each = rooms_.rbegin(); each != rooms_.rend(); ++each) newest_first.push_back(&each->second);
  return newest_first;
}

void room_register::arrive(room_record& in, const participant& newcomer) {
  const auto now = clock_.now();
  auto& made =
      in.participants.emplace_back(participant_record{.ordinal = ++last_,
                                                      .sid = newcomer.sid(),
                                                      .identity = newcomer.identity(),
                                                      .state = newcomer.state(),
                                                      .revision = newcomer.revision(),
                                                      .created = now,
                                                      .updated = now,
                                                      .ended = {},
                                                      .tracks = {},
                                                      .subscribe_rules = {rules_of(in, newcomer), now, now}});
  tell(in, {.event = "participant-connected", .participant = &made});
  for (const auto& track : newcomer.tracks().ready()) publish(in, made, track);
}

void room_register::publish(room_record& in, participant_record& from, const publication& track) {
  const auto now = clock_.now();
  from.tracks.push_back({.ordinal = ++last_,
                         .sid = track.sid,
                         .kind = track.kind,
                         .name = track.name,
                         .enabled = track.enabled,
                         .created = now,
                         .updated = now});
  tell(in, {.event = "track-added", .participant = &from, .track = &from.tracks.back()});
}

void room_register::refresh(room_record& in, participant_record& known, const participant& now) {
  const auto& published = now.tracks().ready();
  known.state = now.state();
  known.revision = now.revision();
  known.updated = clock_.now();
  std::erase_if(known.tracks, [&](const track_record& track) {
    if (std::ranges::find(published, track.sid, &publication::sid) != published.end()) return false;
    tell(in, {.event = "track-removed", .participant = &known, .track = &track});
    return true;
  });
  for (const auto& each : published) {
    const auto track = std::ranges::find(known.tracks, each.sid, &track_record::sid);
    if (track == known.tracks.end()) {
      publish(in, known, each);
    } else if (track->enabled != each.enabled) {
      track->enabled = each.enabled;
      track->updated = known.updated;
      tell(in, {.event = each.enabled ? "track-enabled" : "track-disabled",
                .participant = &known,
                .track = &*track});
    }
  }
}

void room_register::leave(room_record& in, participant_record& gone) {
  for (const auto& track : gone.tracks)
    tell(in, {.event = "track-removed", .participant = &gone, .track = &track});
  gone.tracks.clear();
  gone.state = participant_state::disconnected;
  gone.ended = gone.updated = clock_.now();
  tell(in, {.event = "participant-disconnected", .participant = &gone});
}

void room_register::forget_oldest_participants(room_record& in) const {
  const auto past = [](const participant_record& each) { return each.ended.has_value(); };
  auto too_many = static_cast<std::size_t>(std::ranges::count_if(in.participants, past));
  while (too_many-- > limits_.past_participants)
    in.participants.erase(std::ranges::find_if(in.participants, past));
}

void room_register::tell(room_record& in, const room_moment& moment) {
  if (listen_ && !quiet_) listen_(in, moment);
}

}  // namespace flex_video::rooms
