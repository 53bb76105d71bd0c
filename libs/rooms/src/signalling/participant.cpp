#include "signalling/participant.hpp"

#include <utility>

namespace flex_video::rooms {

participant::participant(std::string identity, connection_id socket, const limits& limits,
                         base::random_source& random)
    : sid_(twilio::participant_sid::generate(random)),
      identity_(std::move(identity)),
      session_(session_key::generate(random)),
      socket_(socket),
      publications_(limits) {}

void participant::attach(connection_id socket) {
  socket_ = socket;
  grace_ends.reset();
  session_ends.reset();
}

void participant::enter(participant_state state) {
  if (state_ == state) return;
  state_ = state;
  ++revision_;
}

publications::change participant::publish(const client_state& state, base::random_source& random) {
  const auto change = publications_.apply(state, random);
  if (change.visible()) ++revision_;
  if (change.own_list) ++published_revision_;
  return change;
}

participant_view participant::view() const {
  return {.sid = sid_,
          .identity = identity_,
          .state = state_,
          .revision = revision_,
          .tracks = publications_.ready()};
}

published_view participant::published() const {
  return {.revision = published_revision_, .ready = publications_.ready(), .failed = publications_.failed()};
}

void participant::tell(participant_view view) {
  std::erase_if(news_.participants, [&](const auto& older) { return older.sid == view.sid; });
  news_.participants.push_back(std::move(view));
}

bool participant::has_news() const {
  return subscriptions_changed_ || news_.published || !news_.participants.empty() ||
         !news_.peer_connections.empty();
}

room_update participant::take_news() {
  subscriptions_changed_ = false;
  return std::exchange(news_, {});
}

}  // namespace flex_video::rooms
