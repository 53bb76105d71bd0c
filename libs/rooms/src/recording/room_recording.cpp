#include "recording/room_recording.hpp"

#include <utility>

namespace flex_video::rooms {

room_recording::room_recording(const twilio::room_sid& room, std::string room_name,
                               recorder_services services)
    : clock_(services.clock), recorder_(room, std::move(room_name), std::move(services)) {}

void room_recording::set(const recording_wish& wish) {
  if (wish.paused) tracks_.pause();  // before anything could begin
  tracks_.set_rules(wish.rules);
  if (!wish.paused) tracks_.resume();
  settle();
}

void room_recording::enter(const twilio::participant_sid& who, const std::string& identity,
                           const std::vector<publication>& tracks) {
  tracks_.enter(who, identity);
  publish(who, tracks);
}

void room_recording::publish(const twilio::participant_sid& who, const std::vector<publication>& tracks) {
  tracks_.publish(who, tracks);
  settle();
}

void room_recording::leave(const twilio::participant_sid& who) {
  tracks_.leave(who);
  settle();
}

void room_recording::produced(const twilio::track_sid& track, producer_id producer,
                              const std::string& codec) {
  recorder_.produced(track, producer, codec);
}

void room_recording::advance() {
  if (!tick_at_ || clock_.now() < *tick_at_) return;
  recorder_.tick();
  tick_at_ = clock_.now() + room_recorder::tick_interval;
  settle();
}

void room_recording::settle() {
  for (const auto& action : tracks_.take_actions()) recorder_.perform(action);
  if (view_.active != tracks_.active()) view_ = {.active = !view_.active, .revision = view_.revision + 1};
  if (!recorder_.active())
    tick_at_.reset();
  else if (!tick_at_)
    tick_at_ = clock_.now() + room_recorder::tick_interval;
}

}  // namespace flex_video::rooms
