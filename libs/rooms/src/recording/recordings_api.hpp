#pragma once

#include "recording/recording_register.hpp"
#include "rest/rest_message.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace flex_video::rooms {

/// What is done about the files of recordings.
struct recordings_media {
  /// Where the file is had, by whoever is told so.
  std::function<std::string(const recording_record&)> address;
  /// Removes the file, which the register then knows; false if it is still there.
  std::function<bool(const recording_record&)> erase;
};

/// Twilio Video's REST for recordings (https://www.twilio.com/docs/video/api/recordings-resource):
/// /v1/Recordings and /v1/Rooms/{room}/Recordings. Decides only; who may call, and HTTP, are the caller's.
class recordings_api {
 public:
  /// `records` must outlive the API. `base_url` is what addresses begin with, without a slash at its end.
  recordings_api(const recording_register& records, const twilio::account_sid& account, std::string base_url,
                 recordings_media media);

  /// `path` is what follows /Recordings, `in` the room that was named before it. A deleted recording is told
  /// with the time of its deletion. A running one can't be deleted: 409. Media is there once it is
  /// complete: 302, with the address as `redirect_to`.
  rest_result<rest_answer> answer(const rest_request& request, std::span<const std::string> path,
                                  const std::optional<twilio::room_sid>& in = {});

 private:
  rest_result<rest_answer> list(const rest_request& request, const std::optional<twilio::room_sid>& in) const;
  rest_result<rest_answer> media_of(const recording_record& recording) const;
  rest_result<rest_answer> remove(const recording_record& recording);
  std::string address_of(const std::optional<twilio::room_sid>& room) const;
  boost::json::object write(const recording_record& recording, bool in_room) const;

  const recording_register& records_;
  twilio::account_sid account_;
  std::string base_url_;
  recordings_media media_;
};

}  // namespace flex_video::rooms
