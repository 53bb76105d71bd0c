#include "signalling/group/forwarding.hpp"
#include "signalling/signalling_errc.hpp"

#include <algorithm>
#include <optional>
#include <utility>

// Audio and video: who sends what, and to whom it goes.

namespace flex_video::rooms {

void forwarding::start_subscription(peer& of, const std::string& id) {
  for (auto& [sid, track] : of.receives)
    if (track.id == id) track.live = true;
}

void forwarding::fail_subscription(peer& of, const std::string& id) {
  std::erase_if(of.receives, [&](const auto& each) {
    const auto& [sid, track] = each;
    if (track.id != id) return false;
    router_->close_consumer(track.consumer);
    of.unsupported.insert(sid);
    return true;
  });
  of.end.unsubscribe(id);
  of.who.tell_subscriptions();
}

/// Media and its track's publication come in any order; there is a producer while both are there.
void forwarding::produce(peer& from) {
  for (auto& [mid, media] : from.sends) {
    const auto& ready = from.who.tracks().ready();
    const auto publication = std::ranges::find(ready, media.track, &publication::id);
    const auto published = publication == ready.end() ? std::nullopt : std::optional{publication->sid};
    if (media.published == published) continue;
    stop_producing(media);
    if (!published) continue;
    media.published = published;
    media.producer = producer_id{++last_id_};
    router_->produce(from.transport, *media.producer, media.kind, media.parameters);
    if (services_.recording)
      services_.recording->produced(*published, *media.producer, media.parameters.codecs.front().name);
    tracks_changed_ = true;
  }
}

void forwarding::stop_producing(sent_media& media) {
  if (!media.producer) return;
  router_->close_producer(*media.producer);
  end_recording(media);
  media.producer.reset();
  media.published.reset();
  tracks_changed_ = true;
}

void forwarding::end_recording(const sent_media& media) const {
  if (services_.recording && media.published) services_.recording->ended(*media.published);
}

/// Whether that producer still carries the track, and `to` may have it.
bool forwarding::wants(const peer& to, const twilio::track_sid& track, producer_id by) const {
  return std::ranges::any_of(peers_, [&](const auto& from) {
    return std::ranges::any_of(from.sends, [&](const auto& sent) {
      return sent.second.published == track && sent.second.producer == by && admits(to, from, track);
    });
  });
}

bool forwarding::unsubscribe_unwanted(peer& to) {
  return std::erase_if(to.receives, [&](const auto& each) {
           const auto& [sid, track] = each;
           if (wants(to, sid, track.producer)) return false;
           router_->close_consumer(track.consumer);
           to.end.unsubscribe(track.id);
           return true;
         }) > 0;
}

void forwarding::subscribe(peer& to) {
  const bool lost = unsubscribe_unwanted(to);
  const auto kept = to.receives.size();
  if (to.end.ready()) {
    for (const auto& from : peers_) {
      if (&from == &to) continue;
      for (const auto& [mid, media] : from.sends) subscribe(to, from, media);
    }
  }
  if (lost || to.receives.size() != kept) to.who.tell_subscriptions();
}

void forwarding::subscribe(peer& to, const peer& from, const sent_media& media) {
  if (!media.producer || to.receives.contains(*media.published) ||
      to.unsupported.contains(*media.published) || !admits(to, from, *media.published))
    return;
  const subscription wanted{.id = new_id(),
                            .kind = media.kind,
                            .stream = from.who.sid().str(),
                            .codec = media.parameters.codecs.front().name};
  const auto parameters = to.end.subscribe(wanted);
  if (!parameters) {
    to.unsupported.insert(*media.published);
    return;
  }
  const auto consumer = consumer_id{++last_id_};
  router_->consume(to.transport, consumer,
                   {.producer = *media.producer, .parameters = *parameters, .paused = true});
  to.receives.emplace(*media.published, received_track{.id = wanted.id,
                                                       .publisher = from.who.sid(),
                                                       .producer = *media.producer,
                                                       .consumer = consumer,
                                                       .kind = media.kind});
}

}  // namespace flex_video::rooms
