#pragma once

#include "channels/data_channels.hpp"
#include "signals/quality_watch.hpp"
#include "signals/signal_channels.hpp"
#include "signals/speaker_watch.hpp"
#include "signals/uplink.hpp"
#include "signals/viewer.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/options.hpp"

#include <functional>
#include <list>
#include <map>
#include <optional>
#include <string>

namespace flex_video::rooms {

/// What a group room decides about media that is on its way, and says of it to its clients on data channels
/// of their own: who speaks, which videos are switched off, which layers go where and are to be sent at all,
/// how good the connections are.
class media_signals {
 public:
  /// `clock` and `limits` must outlive it. `measured` is called when a measurement has come; settle() is then
  /// to be called.
  media_signals(const base::clock& clock, const limits& limits, std::function<void()> measured)
      : clock_(clock), limits_(limits), measured_(std::move(measured)) {}

  /// Data may be sent to `to`: opens its channels. Returns them, to be told to the client once more, since it
  /// did not listen while its former connection was there.
  media_signalling_view open(peer& to);
  /// Takes what came on a channel of these; false if it is none. Nonsense is passed over.
  bool take(const peer& from, const data_message& message);
  /// The router hears that one speak.
  void heard(producer_id track) { speakers_.heard(track); }

  /// To be called when anything of the peers, or the time, has changed: what follows is asked of the router,
  /// theirs, and said. `peers` and the router must outlive the measurements that are asked for.
  void settle(std::list<peer>& peers, media_router& router);
  /// When settle() is to be called at the latest.
  std::optional<base::time_point> next_deadline() const;
  /// It has left the room.
  void forget(const participant& gone) { members_.erase(gone.sid()); }

 private:
  /// What lasts as long as a stay in the room.
  struct member {
    rooms::viewer viewer;
    rooms::uplink uplink;
  };
  /// What lasts as long as a peer connection that has data channels.
  struct link {
    signal_channels channels;
    twilio::participant_sid participant;
    quality_watch quality = {};
    std::uint32_t hints_said = 0;
  };

  member& member_of(const participant& who);
  void on(link& from, media_channel channel, const channel_ready& said);
  void on(link& from, media_channel channel, const quality_request& said);
  void on(link& from, media_channel channel, const priority_request& said);
  void on(link& from, media_channel channel, const render_request& said);
  void on(link& from, media_channel channel, const hints_reset& said);
  void on(link&, media_channel, const hints_answer&) {}
  void on(link&, media_channel, const unknown_media_message&) {}

  void say_speaker();
  needed_layers share(std::list<peer>& peers, const published_tracks& published, media_router& router);
  void say_hints(link& to);
  void measure(media_router& router);
  void say_quality(const std::list<peer>& peers);
  bool others_wanted() const;

  const base::clock& clock_;
  const limits& limits_;
  std::function<void()> measured_;
  speaker_watch speakers_;
  std::optional<twilio::participant_sid> said_speaker_;
  std::map<twilio::participant_sid, member> members_;
  std::map<transport_id, link> links_;
};

}  // namespace flex_video::rooms
