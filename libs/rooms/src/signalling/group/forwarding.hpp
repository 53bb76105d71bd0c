#pragma once

#include "recording/room_recording.hpp"
#include "sfu/media_router.hpp"
#include "signalling/group/peer.hpp"
#include "signalling/topology.hpp"
#include "signals/media_signals.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/rooms/room_settings.hpp"

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// What a forwarding works with; all of it must outlive it.
struct forwarding_services {
  media_engine& media;
  const rooms::limits& limits;
  const base::clock& clock;
  base::random_source& random;
  /// Is told of the media there is; null where nothing is recorded.
  room_recording* recording;
  /// Called when a participant has been told something outside of the topology's functions.
  std::function<void()> changed;
};

/// The topology of a group room: each participant has one peer connection, with us, and a media router
/// forwards what one sends to all who are subscribed to it. Asks the router, and acts on what it tells; when
/// the router is lost with its worker, everybody is asked for a new peer connection on another one.
class forwarding final : public topology {
 public:
  forwarding(const room_terms& terms, forwarding_services services);

  base::result<void> prepare() override;
  bool free(const std::string& id) const override;
  void introduce(participant& newcomer, const std::optional<peer_connection_state>& initial,
                 std::span<participant* const> others) override;
  void hear(participant& from, const peer_connection_state& said) override;
  void publish(participant& from) override;
  void resubscribe(participant& to) override;
  std::vector<subscribed_view::track> subscriptions(const participant& of,
                                                    std::span<participant* const> others) const override;
  std::optional<media_signalling_view> media_signalling(const participant& to) const override;
  media_router* router() const override { return router_.get(); }
  void reunite(participant& back, const std::vector<peer_connection_state>& listed,
               std::span<participant* const> others) override;
  std::vector<std::vector<peer_connection_state>> recall(const participant& back) const override;
  /// Its media may well go on.
  void give_up(participant&) override {}
  void separate(participant& gone) override;
  std::optional<base::time_point> next_deadline() const override;
  bool advance() override;
  /// None: a server after us has no worker of ours, and asks for new ones.
  std::vector<connection_memory> settled() const override { return {}; }

 private:
  const peer* find(const participant& who) const;
  peer* find(const participant& who);
  peer* find(transport_id transport);

  /// There must be a router.
  void connect(participant& who, std::string connection, server_end::beginning how);
  /// Asks for another peer connection; without a router, as soon as there is one.
  void renew(participant& who);
  void drop(peer& old);
  void relocate();
  void on(const media_event& told);

  /// Does what the peers' ends ask for, until none asks for anything; offers what there is then, all at once.
  void settle();
  void settle_peers(bool may_offer);
  bool gathers();
  bool perform_actions(peer& of, bool may_offer);
  void perform(peer& of, const server_end_action& asked);
  void start_subscription(peer& of, const std::string& id);
  void fail_subscription(peer& of, const std::string& id);
  void produce(peer& from);
  void stop_producing(sent_media& media);
  void end_recording(const sent_media& media) const;
  void subscribe(peer& to);
  void subscribe(peer& to, const peer& from, const sent_media& media);
  bool unsubscribe_unwanted(peer& to);
  bool wants(const peer& to, const twilio::track_sid& track, producer_id by) const;

  void connect_data(transport_id transport);
  bool take_data(const data_received& received);
  void forward(const peer& from, const data_message& message);
  void publish_data(peer& from);
  bool wants(const peer& to, const twilio::track_sid& track, const received_data& as) const;
  void subscribe_data(peer& to);
  bool subscribe_data(peer& to, const peer& from, const sent_data& data);

  media_terms terms_for(const participant& who) const;
  std::string new_id();

  room_terms terms_;
  forwarding_services services_;
  media_signals signals_;
  std::unique_ptr<media_router> router_;  ///< there while there are peers
  std::unique_ptr<media_router> former_;  ///< one that was lost may still be telling so
  std::list<peer> peers_;                 ///< in the order of their connections
  std::set<participant*> without_router_;
  std::uint32_t last_id_ = 0;  ///< of transports, producers and consumers
  bool tracks_changed_ = false;
  std::optional<base::time_point> try_again_at_;  ///< to have a router
  /// Everybody has been asked for a new connection, and is offered nothing before all have one.
  std::optional<base::time_point> gathers_until_;
};

}  // namespace flex_video::rooms
