#pragma once

#include "flex_video/twilio/sids.hpp"

#include <boost/json/value.hpp>

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace flex_video::sandbox {

/// Something changed in a Sync object or a live query; goes to whoever subscribed to `object_sid`.
struct sync_event {
  std::string object_sid;
  std::string type;  ///< e.g. "list_item_added"
  boost::json::value event;
  bool strictly_ordered = false;  ///< said of live queries only
};

/// Someone is typing; goes to every other participant who is connected.
struct typing_event {
  std::vector<std::string> identities;  ///< who is to know
  boost::json::value payload;
};

/// TaskRouter tells one worker.
struct bridge_event {
  std::string identity;
  std::string type;  ///< e.g. "reservation.created"
  boost::json::value payload;
};

/// Something for the customer's phone.
struct phone_event {
  twilio::conversation_sid conversation;
  boost::json::value data;
};

using effect = std::variant<sync_event, typing_event, bridge_event, phone_event>;

/// What the state machines want told to others, in the order it happened. The sockets take it after the reply
/// to the request that caused it: the SDKs expect to read the answer first and the event next.
class outbox {
 public:
  void push(effect happened) { waiting_.push_back(std::move(happened)); }
  bool empty() const { return waiting_.empty(); }
  /// All that is waiting; afterwards nothing is.
  std::vector<effect> take() { return std::exchange(waiting_, {}); }

 private:
  std::vector<effect> waiting_;
};

}  // namespace flex_video::sandbox
