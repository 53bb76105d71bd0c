#pragma once

#include "callbacks/callback_queue.hpp"

#include "flex_video/rooms/rest_endpoint.hpp"

#include <memory>

namespace flex_video::rooms {

/// Sends what a callback_queue says, on workers. Loop thread only.
class callback_sender : public std::enable_shared_from_this<callback_sender> {
 public:
  /// `lost` is told why a callback reached nobody; it may be empty.
  callback_sender(const rest_services& services, base::secret auth_token,
                  std::function<void(const base::error&)> lost);

  /// Sends it, and has it kept with its room until it is taken or lost.
  void add(status_callback callback);
  std::vector<status_callback> waiting_of(const twilio::room_sid& room) const {
    return queue_.waiting_of(room);
  }

 private:
  void pump();
  void send(status_callback callback);
  void finished(const twilio::room_sid& room, const twilio::call_attempt& attempt, const base::error& why);
  void set_timer();

  rest_services services_;
  base::secret auth_token_;
  std::function<void(const base::error&)> lost_;
  callback_queue queue_;
  std::unique_ptr<net::event_loop::timer> timer_;
};

}  // namespace flex_video::rooms
