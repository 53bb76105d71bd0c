#include "signalling/participant.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::rooms {
namespace {

/// More revisions than can have been said since a participant was kept last.
constexpr std::uint32_t unkept_revisions = 1'000;

}  // namespace

participant::participant(std::string identity, connection_id socket, const limits& limits,
                         base::random_source& random, publications::permission permission,
                         media_wishes wishes)
    : sid_(twilio::participant_sid::generate(random)),
      identity_(std::move(identity)),
      key_(session_key::generate(random)),
      session_(digest_of(*key_)),
      socket_(socket),
      publications_(limits, permission),
      wishes_(std::move(wishes)) {}

participant::participant(participant_memory kept, const limits& limits, bool video)
    : sid_(kept.sid),
      identity_(std::move(kept.identity)),
      session_(kept.session),
      state_(participant_state::reconnecting),
      publications_(limits, kept.client_revision, std::move(kept.ready), std::move(kept.failed),
                    {.video = video, .anything = !kept.watches}),
      wishes_(std::move(kept.wishes)),
      revision_(kept.revision + unkept_revisions),
      published_revision_(kept.published_revision + unkept_revisions),
      subscribed_revision_(kept.subscribed_revision + unkept_revisions) {
  if (kept.unused_connection) unused_connection.emplace(std::move(*kept.unused_connection));
}

void participant::attach(connection_id socket, const session_key& key) {
  socket_ = socket;
  key_ = key;
  grace_ends.reset();
  session_ends.reset();
  // It may have come back on another network, or out of a sleep, where nobody reaches what it has gathered.
  if (unused_connection) unused_connection->withdraw();
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

bool participant::reaches(const participant& other) const {
  return !audience_ || std::ranges::find(*audience_, other.identity()) != audience_->end();
}

participant_memory participant::memory() const {
  return {.sid = sid_,
          .identity = identity_,
          .session = session_,
          .revision = revision_,
          .published_revision = published_revision_,
          .subscribed_revision = subscribed_revision_,
          .client_revision = publications_.revision(),
          .ready = publications_.ready(),
          .failed = publications_.failed(),
          .unused_connection = unused_connection ? std::optional{unused_connection->id()} : std::nullopt,
          .watches = !publications_.permitted(),
          .wishes = wishes_};
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

void participant::tell(peer_connection_state state) {
  const auto newest = std::ranges::find(news_.peer_connections.rbegin(), news_.peer_connections.rend(),
                                        state.id, &peer_connection_state::id);
  const bool repeats = newest != news_.peer_connections.rend() && newest->ice && state.ice &&
                       !state.description && newest->ice->ufrag == state.ice->ufrag;
  if (repeats)
    newest->ice = std::move(state.ice);
  else
    news_.peer_connections.push_back(std::move(state));
}

void participant::lose_media(const twilio::participant_sid& other) {
  if (lost_media_.insert(other).second) tell_subscriptions();
}

void participant::await_media(const twilio::participant_sid& other) {
  if (lost_media_.erase(other) > 0) tell_subscriptions();
}

bool participant::has_news() const {
  return subscriptions_changed_ || news_.published || news_.recording || news_.media_signalling ||
         !news_.participants.empty() || !news_.peer_connections.empty();
}

room_update participant::take_news() {
  subscriptions_changed_ = false;
  return std::exchange(news_, {});
}

}  // namespace flex_video::rooms
