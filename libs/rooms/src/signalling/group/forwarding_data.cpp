#include "signalling/group/forwarding.hpp"

#include <algorithm>
#include <utility>
#include <variant>

// Data tracks: each is a channel from its publisher, and one to each that is subscribed, opened alike.

namespace flex_video::rooms {

void forwarding::connect_data(transport_id transport) {
  auto* const ready = find(transport);
  if (!ready || !ready->data) return;
  ready->data_connected = true;
  ready->who.tell(signals_.open(*ready));
  tracks_changed_ = true;
}

/// Whether there is more to do about it: nothing changes by what data tracks carry.
bool forwarding::take_data(const data_received& received) {
  auto* const from = find(received.transport);
  if (!from || !from->data) return false;
  const auto meaning = from->data->take(received);
  if (const auto* const opened = std::get_if<opened_channel>(&meaning)) {
    // A stream that is used again has another channel, and an old label is no longer there.
    std::erase_if(from->sends_data, [&](const auto& each) { return each.second.stream == opened->stream; });
    from->sends_data.insert_or_assign(opened->label, sent_data{.stream = opened->stream, .how = opened->how});
    publish_data(*from);
    tracks_changed_ = true;
    return true;
  }
  const auto* const message = std::get_if<data_message>(&meaning);
  if (!message) return false;
  if (signals_.take(*from, *message)) return true;
  forward(*from, *message);
  return false;
}

void forwarding::forward(const peer& from, const data_message& message) {
  for (auto& to : peers_) {
    for (const auto& [sid, track] : to.receives_data) {
      if (track.from == from.transport && track.from_stream == message.stream)
        to.data->send(track.stream, message.ppid, message.bytes);
    }
  }
}

/// A channel and its track's publication come in any order.
void forwarding::publish_data(peer& from) {
  const auto& ready = from.who.tracks().ready();
  for (auto& [label, data] : from.sends_data) {
    const auto publication = std::ranges::find(ready, label, &publication::id);
    const bool is = publication != ready.end() && publication->kind == track_kind::data;
    const auto published = is ? std::optional{publication->sid} : std::nullopt;
    if (std::exchange(data.published, published) != published) tracks_changed_ = true;
  }
}

/// Whether the track still comes as that, and `to` may have it.
bool forwarding::wants(const peer& to, const twilio::track_sid& track, const received_data& as) const {
  return std::ranges::any_of(peers_, [&](const auto& from) {
    return from.transport == as.from &&
           std::ranges::any_of(from.sends_data,
                               [&](const auto& sent) {
                                 return sent.second.published == track &&
                                        sent.second.stream == as.from_stream;
                               }) &&
           admits(to, from, track);
  });
}

void forwarding::subscribe_data(peer& to) {
  bool changed = std::erase_if(to.receives_data, [&](const auto& each) {
                   const auto& [sid, track] = each;
                   if (wants(to, sid, track)) return false;
                   to.data->close(track.stream);
                   return true;
                 }) > 0;
  if (to.data_connected) {
    for (const auto& from : peers_) {
      if (&from == &to) continue;
      for (const auto& [label, data] : from.sends_data) changed = subscribe_data(to, from, data) || changed;
    }
  }
  if (changed) to.who.tell_subscriptions();
}

bool forwarding::subscribe_data(peer& to, const peer& from, const sent_data& data) {
  if (!data.published || to.receives_data.contains(*data.published) || !admits(to, from, *data.published))
    return false;
  auto id = new_id();
  const auto stream = to.data->open(id, data.how);
  if (!stream) return false;
  to.receives_data.emplace(
      *data.published,
      received_data{
          .id = std::move(id), .from = from.transport, .from_stream = data.stream, .stream = *stream});
  return true;
}

}  // namespace flex_video::rooms
