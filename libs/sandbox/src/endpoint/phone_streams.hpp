#pragma once

#include "effects.hpp"

#include "flex_video/net/http.hpp"

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace flex_video::sandbox {

/// The event streams of customers' phones.
class phone_streams {
 public:
  /// Writes `history` and then whatever is delivered; `on_gone` is called once when the phone has hung up.
  void open(const twilio::conversation_sid& conversation, std::shared_ptr<net::event_stream> stream,
            const std::vector<boost::json::value>& history, std::function<void()> on_gone);
  void deliver(const phone_event& happened);

 private:
  std::map<twilio::conversation_sid, std::set<std::shared_ptr<net::event_stream>>> open_;
};

}  // namespace flex_video::sandbox
