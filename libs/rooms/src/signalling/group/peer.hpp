#pragma once

#include "channels/data_channels.hpp"
#include "sfu/media_router.hpp"
#include "signalling/group/server_end.hpp"
#include "signalling/participant.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace flex_video::rooms {

/// Media that a client sends, on one m-section.
struct sent_media {
  std::string track;  ///< publication::id, once it is published
  media_kind kind;
  rtp_parameters parameters;
  std::optional<producer_id> producer = {};         ///< while it is published
  std::optional<twilio::track_sid> published = {};  ///< as what
};

/// A track that goes to a client.
struct received_track {
  std::string id;  ///< fresh for each subscription
  twilio::participant_sid publisher;
  producer_id producer;
  consumer_id consumer;
  media_kind kind;
  bool live = false;     ///< the client is ready for it
  bool playing = false;  ///< the consumer is not paused
  unsigned layers = 3;   ///< of simulcast, so many are let through
};

/// A data track that a client publishes, on a channel that it has opened.
struct sent_data {
  std::uint16_t stream;
  reliability how;
  std::optional<twilio::track_sid> published = {};  ///< as what, while it is
};

/// A data track that goes to a client, on a channel of ours.
struct received_data {
  std::string id;  ///< fresh for each subscription; the channel's label
  transport_id from;
  std::uint16_t from_stream;
  std::uint16_t stream;
};

/// One participant of a group room: its peer connection, whose far end is ours, and what goes over it. A peer
/// connection that can't go on is replaced by a peer with another one.
struct peer {
  participant& who;
  std::string connection;  ///< the client's id for it
  transport_id transport;
  server_end end;
  std::map<std::string, sent_media> sends = {};  ///< by mid
  std::map<twilio::track_sid, received_track> receives = {};
  std::optional<data_channels> data = {};            ///< as soon as its transport is open
  bool data_connected = false;                       ///< data may be sent
  std::map<std::string, sent_data> sends_data = {};  ///< by label, which is publication::id
  std::map<twilio::track_sid, received_data> receives_data = {};
  std::set<twilio::track_sid> unsupported = {};  ///< the client has no codec for them

  void tell(const description& said) const { who.tell({.id = connection, .description = said, .ice = {}}); }
};

/// Whether the rules of `to` subscribe it to what `from` publishes as that, and `from` is for `to` to hear.
bool admits(const peer& to, const peer& from, const twilio::track_sid& track);

}  // namespace flex_video::rooms
