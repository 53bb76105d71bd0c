#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// One peer connection as twilio-video 2.36.0 negotiates it (lib/signaling/v2/peerconnection.js), without any
/// media: its SDP is the list of the tracks it would send.
class model_connection {
 public:
  using tracks = std::set<std::string>;

  /// `sending` are the client's tracks at any time; `emit` takes what is to be told to the server. Both
  /// outlive this.
  model_connection(std::string id, const tracks& sending, std::function<void(boost::json::object)> emit)
      : id_(std::move(id)), sending_(sending), emit_(std::move(emit)) {}

  /// The client's tracks have changed, or it wants a first offer.
  void offer();
  /// Takes one entry of `peer_connections`.
  void take(const boost::json::value& state);
  /// The entry a sync lists, or nothing before the first description.
  std::optional<boost::json::object> state() const;

  bool closed() const { return closed_; }
  bool settled() const { return !needs_answer_ && !have_local_offer_ && !queued_; }
  const tracks& received() const { return received_; }
  const tracks& gathered() const { return gathered_; }      ///< all candidates it ever told
  const tracks& candidates() const { return candidates_; }  ///< all it would have given to ICE

 private:
  struct local {
    std::string type;
    std::int64_t revision;
    std::string sdp;
  };

  void take_description(const boost::json::value& description);
  void take_candidates(const boost::json::value& ice);
  void take_offer(const boost::json::value& description, std::int64_t revision);
  void make_offer();
  void answer(const boost::json::value& offer);
  void settle();
  bool missing() const;
  void describe(local description);

  std::string id_;
  const tracks& sending_;
  std::function<void(boost::json::object)> emit_;
  std::int64_t revision_ = 0;
  std::int64_t last_stable_ = 0;
  bool needs_answer_ = false;
  bool should_offer_ = false;
  bool have_local_offer_ = false;
  bool closed_ = false;
  std::optional<boost::json::value> queued_;
  std::optional<local> local_;
  tracks negotiated_;  ///< own tracks that have a media section
  tracks offered_;     ///< those in the offer under way
  tracks received_;
  int ice_revision_ = 0;
  tracks gathered_;
  tracks candidates_;
  std::int64_t heard_ice_revision_ = 0;
  std::size_t heard_length_ = 0;
};

}  // namespace flex_video::rooms
