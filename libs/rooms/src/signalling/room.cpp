#include "signalling/room.hpp"

#include "recording/recording_archive.hpp"
#include "recording/room_recording.hpp"
#include "signalling/group/forwarding.hpp"
#include "signalling/mesh.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace flex_video::rooms {

room::room(twilio::room_sid sid, std::string unique_name, unsigned max_participants, bool ad_hoc,
           const room_services& services, const room_terms& terms)
    : sid_(sid),
      unique_name_(std::move(unique_name)),
      max_participants_(max_participants),
      ad_hoc_(ad_hoc),
      terms_(terms),
      services_(services),
      recording_(make_recording()),
      topology_(make_topology()) {}

room::~room() = default;

std::unique_ptr<room_recording> room::make_recording() {
  if (terms_.type == room_type::peer_to_peer || !services_.recordings) return nullptr;
  auto with = services_.recordings->services();
  with.record = [this](producer_id id) {
    if (auto* const router = topology_->router()) router->record(id);
  };
  with.forget = [this](producer_id id) {
    if (auto* const router = topology_->router()) router->forget(id);
  };
  with.ask_for_key_frame = [this](producer_id id) {
    if (auto* const router = topology_->router()) router->ask_for_key_frame(id);
  };
  return std::make_unique<room_recording>(sid_, unique_name_, std::move(with));
}

std::unique_ptr<topology> room::make_topology() {
  if (terms_.type == room_type::peer_to_peer)
    return std::make_unique<mesh>(services_.options, services_.clock, services_.random);
  return std::make_unique<forwarding>(
      terms_, forwarding_services{.media = *services_.media,
                                  .limits = services_.options.limits,
                                  .clock = services_.clock,
                                  .random = services_.random,
                                  .recording = recording_.get(),
                                  .changed = [this] { services_.media_changed(sid_); }});
}

room::room(const room_state& kept, const room_services& services)
    : room(kept.sid, kept.unique_name, kept.max_participants, kept.ad_hoc, services, kept.terms) {
  note_ = kept.note;
  audiences_ = kept.audiences;
  used_ = !kept.participants.empty();
  const auto now = services.clock.now();
  const auto& timings = services.options.timings;
  std::map<twilio::participant_sid, participant*> by_sid;
  for (const auto& who : kept.participants) {
    auto& back = *participants_.emplace_back(
        std::make_unique<participant>(who, services.options.limits, !terms_.audio_only));
    back.grace_ends = now + timings.restart_grace;
    back.session_ends = now + timings.session_timeout;
    by_sid.emplace(back.sid(), &back);
    limit_audience(back);
  }
  if (recording_) {
    recording_->go_on_from(kept.recording_revision);
    for (const auto& each : participants_)
      recording_->enter(each->sid(), each->identity(), each->tracks().ready());
  }
  record(kept.recording);
  if (terms_.type != room_type::peer_to_peer) return;
  auto connections = std::make_unique<mesh>(services.options, services.clock, services.random);
  for (const auto& connection : kept.connections)
    connections->take_up(connection, *by_sid.at(connection.first), *by_sid.at(connection.second));
  topology_ = std::move(connections);
}

room_state room::memory() const {
  room_state kept{.sid = sid_,
                  .unique_name = unique_name_,
                  .max_participants = max_participants_,
                  .ad_hoc = ad_hoc_,
                  .terms = terms_,
                  .note = note_,
                  .recording = wish_,
                  .recording_revision = recording_ ? recording_->view().revision : 1,
                  .audiences = audiences_,
                  .participants = {},
                  .connections = topology_->settled()};
  for (const auto& each : participants_) kept.participants.push_back(each->memory());
  return kept;
}

std::vector<participant*> room::participants() const {
  std::vector<participant*> all;
  for (const auto& each : participants_) all.push_back(each.get());
  return all;
}

participant* room::find(const std::string& identity) const {
  const auto same = [&](const auto& each) { return each->identity() == identity; };
  const auto found = std::find_if(participants_.begin(), participants_.end(), same);
  return found == participants_.end() ? nullptr : found->get();
}

participant* room::find(const twilio::participant_sid& sid) const {
  const auto found = std::ranges::find(participants_, sid, [](const auto& each) { return each->sid(); });
  return found == participants_.end() ? nullptr : found->get();
}

participant& room::admit(std::string identity, connection_id socket, const connect_request& said,
                         bool may_publish) {
  auto& newcomer = *participants_.emplace_back(std::make_unique<participant>(
      std::move(identity), socket, services_.options.limits, services_.random,
      publications::permission{.video = !terms_.audio_only, .anything = may_publish}, said.wishes));
  used_ = true;
  limit_audience(newcomer);
  newcomer.publish(said.participant, services_.random);
  if (recording_) recording_->enter(newcomer.sid(), newcomer.identity(), newcomer.tracks().ready());
  topology_->introduce(newcomer, said.initial, others(newcomer, true));
  tell_others(newcomer, true);
  tell_recording();
  services_.send(socket, write_connected(snapshot(newcomer, newcomer.take_news().peer_connections)));
  flush();
  return newcomer;
}

void room::resume(participant& back, connection_id socket, const session_key& key, const sync_request& said) {
  const bool was_lost = back.state() == participant_state::reconnecting;
  back.attach(socket, key);
  back.take_news();
  const auto change = back.publish(said.participant, services_.random);
  for (const auto& state : said.peer_connections) topology_->hear(back, state);
  if (recording_ && change.visible()) recording_->publish(back.sid(), back.tracks().ready());
  topology_->reunite(back, said.peer_connections, others(back, true));
  back.enter(participant_state::connected);
  if (was_lost || change.visible()) tell_others(back, change.tracks);

  // A connection that is not in the list would be closed by the client; one told twice is created once.
  auto states = back.take_news().peer_connections;
  std::vector<peer_connection_state> later;
  for (auto& recalled : topology_->recall(back)) {
    const auto told = [&](const auto& state) { return state.id == recalled.front().id; };
    if (std::any_of(states.begin(), states.end(), told)) continue;
    states.push_back(std::move(recalled.front()));
    std::move(recalled.begin() + 1, recalled.end(), std::back_inserter(later));
  }
  tell_recording();
  services_.send(socket, write_synced(snapshot(back, std::move(states))));
  for (auto& state : later) back.tell(std::move(state));
  flush();
}

bool room::update(participant& from, const update_request& said, arrival how) {
  bool changed = said.participant && publish(from, *said.participant);
  for (const auto& state : said.peer_connections) {
    topology_->hear(from, state);
    if (state.description) changed = true;
  }
  if (changed || how == arrival::alone) flush();
  return changed;
}

void room::subscribe_by(participant& to, std::vector<track_rule> rules) {
  to.subscribe_by(std::move(rules));
  topology_->resubscribe(to);
  flush();
}

void room::set_audiences(std::vector<core::audience> audiences) {
  if (terms_.type == room_type::peer_to_peer) return;
  audiences_ = std::move(audiences);
  bool changed = false;
  for (const auto& each : participants_) changed = renew_audience(*each) || changed;
  if (!changed) return;
  for (const auto& each : participants_) topology_->resubscribe(*each);
  flush();
}

/// Who begins or ceases to hear and see somebody is told as of one who comes or goes.
bool room::renew_audience(participant& of) {
  const auto present = others(of, true);
  std::vector<bool> shown;
  for (const auto* other : present) shown.push_back(shows(of, *other));
  limit_audience(of);
  of.renew();
  bool changed = false;
  for (std::size_t i = 0; i < present.size(); ++i) {
    const bool now = shows(of, *present[i]);
    if (now == shown[i]) continue;
    auto view = of.view();
    if (!now) view.state = participant_state::disconnected;
    present[i]->tell(std::move(view));
    changed = true;
  }
  return changed;
}

void room::limit_audience(participant& of) const {
  const auto found = std::ranges::find(audiences_, of.identity(), &core::audience::publisher);
  of.limit_audience(found == audiences_.end() ? std::nullopt : std::optional{found->receivers});
}

std::vector<twilio::track_sid> room::subscribed(const participant& of) const {
  std::vector<twilio::track_sid> tracks;
  for (const auto& each : topology_->subscriptions(of, others(of, false))) tracks.push_back(each.sid);
  return tracks;
}

void room::record(recording_wish wish) {
  wish_ = std::move(wish);
  if (recording_) recording_->set(wish_);
  flush();
}

std::optional<base::time_point> room::next_deadline() const {
  const auto media = topology_->next_deadline();
  const auto recorded = recording_ ? recording_->next_deadline() : std::nullopt;
  return media && recorded ? std::min(media, recorded) : media ? media : recorded;
}

bool room::advance() {
  const auto due = topology_->next_deadline();
  const bool changed = due && *due <= services_.clock.now() && topology_->advance();
  if (recording_) recording_->advance();
  flush();
  return changed;
}

/// Whether the state was news.
bool room::publish(participant& from, const client_state& state) {
  const auto before = from.tracks().revision();
  const auto change = from.publish(state, services_.random);
  if (change.visible() && recording_) recording_->publish(from.sid(), from.tracks().ready());
  if (change.visible()) topology_->publish(from);
  if (change.own_list) from.tell_published();
  if (change.visible()) tell_others(from, change.tracks);
  return from.tracks().revision() != before;
}

void room::lose(participant& lost) {
  lost.detach();
  const auto now = services_.clock.now();
  lost.grace_ends = now + services_.options.timings.grace;
  lost.session_ends = now + services_.options.timings.session_timeout;
  lost.enter(participant_state::reconnecting);
  tell_others(lost, false);
  flush();
}

void room::give_up_media(participant& lost) {
  lost.grace_ends.reset();
  topology_->give_up(lost);
  flush();
}

void room::leave(participant& gone) {
  gone.enter(participant_state::disconnected);
  topology_->separate(gone);
  if (recording_) recording_->leave(gone.sid());
  const auto place = std::find_if(participants_.begin(), participants_.end(),
                                  [&](const auto& each) { return each.get() == &gone; });
  const auto kept = std::move(*place);
  participants_.erase(place);
  tell_others(gone, true);
  flush();
}

void room::announce_end() const {
  for (const auto& each : participants_) {
    if (each->socket()) services_.send(*each->socket(), write_completed());
  }
}

std::vector<participant*> room::others(const participant& than, bool present_only) const {
  std::vector<participant*> found;
  for (const auto& each : participants_) {
    if (each.get() != &than && (each->present() || !present_only)) found.push_back(each.get());
  }
  return found;
}

/// In a group room nobody hears of one who may publish nothing, or not to them. Where media goes from browser
/// to browser, each needs to know of everybody.
bool room::shows(const participant& who, const participant& to) const {
  return terms_.type == room_type::peer_to_peer || (who.tracks().permitted() && who.reaches(to));
}

void room::tell_recording() {
  if (!recording_ || recording_->view() == told_recording_) return;
  told_recording_ = recording_->view();
  for (const auto& each : participants_) each->tell(told_recording_);
}

void room::tell_others(const participant& about, bool tracks_changed) {
  for (auto* other : others(about, true)) {
    if (shows(about, *other)) other->tell(about.view());
    if (tracks_changed) other->tell_subscriptions();
  }
}

subscribed_view room::subscriptions(participant& of) const {
  return {.revision = of.next_subscribed_revision(),
          .tracks = topology_->subscriptions(of, others(of, false))};
}

room_snapshot room::snapshot(participant& of, std::vector<peer_connection_state> peer_connections) const {
  std::vector<participant_view> views;
  for (const auto* other : others(of, false))
    if (shows(*other, of)) views.push_back(other->view());
  return {.sid = sid_,
          .name = unique_name_,
          .session = base::secret{of.key()->str()},
          .session_timeout = services_.options.timings.session_timeout,
          .self = of.view(),
          .participants = std::move(views),
          .published = of.published(),
          .subscribed = subscriptions(of),
          .peer_connections = std::move(peer_connections),
          .recording = told_recording_,
          .media_signalling = topology_->media_signalling(of)};
}

bool room::flush() {
  tell_recording();
  bool said = false;
  for (const auto& each : participants_) {
    if (!each->has_news()) continue;
    const bool subscriptions_changed = each->subscriptions_changed();
    auto news = each->take_news();
    if (!each->present()) continue;  // it hears everything when it resumes
    if (subscriptions_changed) news.subscribed = subscriptions(*each);
    services_.send(*each->socket(), write_update(news));
    said = true;
  }
  return said;
}

}  // namespace flex_video::rooms
