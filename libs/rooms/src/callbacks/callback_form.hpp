#pragma once

#include "callbacks/callback_queue.hpp"
#include "rest/room_register.hpp"

namespace flex_video::rooms {

/// What is posted of a moment (https://www.twilio.com/docs/video/api/status-callbacks). Takes the room's next
/// sequence number.
status_callback make_callback(const twilio::account_sid& account, room_record& room,
                              const room_moment& moment, base::time_point now);

/// A request ready to be sent: by GET the parameters are in the address, by POST they are the body.
struct callback_request {
  std::string url;
  std::string body;
  std::string signature;  ///< X-Twilio-Signature
};
callback_request sign_callback(const base::secret& auth_token, const status_callback& callback);

}  // namespace flex_video::rooms
