#include "flex_video/rooms/room_server.hpp"

#include "signalling/switchboard.hpp"

#include <utility>

namespace flex_video::rooms {

room_server::room_server(const room_server_options& options, const twilio::credentials& credentials,
                         const base::clock& clock, base::random_source& random, observer observe,
                         media_engine* media, recording_archive* recordings)
    : switchboard_(std::make_unique<switchboard>(options, credentials, clock, random, std::move(observe),
                                                 media, recordings)) {}

room_server::~room_server() = default;

void room_server::opened(connection_id connection) { switchboard_->opened(connection); }

void room_server::received(connection_id connection, std::string_view text, arrival how) {
  switchboard_->received(connection, text, how);
}

void room_server::burst_over(connection_id connection) { switchboard_->burst_over(connection); }

void room_server::closed(connection_id connection, std::uint16_t code) {
  switchboard_->closed(connection, code);
}

void room_server::advance() { switchboard_->advance(); }

std::optional<base::time_point> room_server::next_deadline() const { return switchboard_->next_deadline(); }

const base::clock& room_server::clock() const { return switchboard_->clock(); }

room_server::census room_server::count() const { return switchboard_->count(); }

std::vector<media_worker_state> room_server::media_workers() const { return switchboard_->media_workers(); }

std::vector<core::kept_room> room_server::take_changes() { return switchboard_->take_changes(); }

base::result<void> room_server::take_up(std::string_view state) { return switchboard_->take_up(state); }

void room_server::drain() { switchboard_->drain(); }

std::vector<action> room_server::take_actions() { return switchboard_->take_actions(); }

void room_server::on_step(std::function<void()> callback) { switchboard_->on_step(std::move(callback)); }

void room_server::watch(std::weak_ptr<room_watcher> watcher) { switchboard_->watch(std::move(watcher)); }

void room_server::keep(const core::room_sid& room) { switchboard_->keep(room); }

void room_server::subscribe_by(const core::room_sid& room, const twilio::participant_sid& who,
                               std::span<const track_rule> rules) {
  switchboard_->subscribe_by(room, who, rules);
}

std::vector<twilio::track_sid> room_server::subscribed_tracks(const core::room_sid& room,
                                                              const twilio::participant_sid& who) const {
  return switchboard_->subscribed_tracks(room, who);
}

bool room_server::can_record(const core::room_sid& room) const { return switchboard_->can_record(room); }

void room_server::record_by(const core::room_sid& room, std::span<const track_rule> rules) {
  switchboard_->record(room, {.rules = {rules.begin(), rules.end()}});
}

bool room_server::has_media_engine() const { return switchboard_->has_media_engine(); }

void room_server::set_call_type(room_type type) { switchboard_->set_call_type(type); }

base::result<core::room> room_server::open_room(const room_settings& settings) {
  return switchboard_->open_room(settings);
}

base::result<core::room> room_server::create_room(const core::room_request& request) {
  return switchboard_->create_room(request);
}

base::result<void> room_server::complete_room(const core::room_sid& room) {
  switchboard_->complete_room(room);
  return {};
}

base::result<std::optional<core::room>> room_server::find_room(std::string_view unique_name) {
  return switchboard_->find_room(unique_name);
}

base::result<core::room_report> room_server::inspect_room(const core::room_sid& room) {
  return switchboard_->inspect_room(room);
}

base::result<void> room_server::remove_participant(const core::room_sid& room, std::string_view identity) {
  switchboard_->remove_participant(room, std::string{identity});
  return {};
}

base::result<void> room_server::set_audiences(const core::room_sid& room,
                                              const std::vector<core::audience>& audiences) {
  switchboard_->set_audiences(room, audiences);
  return {};
}

base::result<void> room_server::set_recording(const core::room_sid& room, core::recording_state wanted,
                                              const std::vector<std::string>& publishers) {
  const bool off = wanted == core::recording_state::off;
  if (!off && !can_record(room))
    return base::fail(core::provider_errc::refused, "the room can't be recorded");
  recording_wish wish{.paused = wanted == core::recording_state::paused};
  if (!off)
    for (const auto& each : publishers) wish.rules.push_back({.include = true, .publisher = each});
  switchboard_->record(room, wish);
  return {};
}

base::result<std::vector<core::recording>> room_server::recordings(const core::room_sid&) {
  return std::vector<core::recording>{};
}

}  // namespace flex_video::rooms
