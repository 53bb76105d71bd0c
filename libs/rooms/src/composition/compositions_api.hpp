#pragma once

#include "composition/composition_archive.hpp"
#include "rest/rest_message.hpp"

#include <boost/json/object.hpp>

#include <functional>
#include <span>
#include <string>

namespace flex_video::rooms {

/// What the API has to know of what is not in the archive.
struct composition_surroundings {
  /// Whether a room is still going on.
  std::function<bool(const twilio::room_sid&)> in_progress;
  /// Where a complete one's file is had, by whoever is told so.
  std::function<std::string(const composition_record&)> address;
};

/// Twilio Video's REST for compositions (https://www.twilio.com/docs/video/api/compositions-resource):
/// /v1/Compositions. Decides only; who may call, and HTTP, are the caller's.
class compositions_api {
 public:
  /// `archive` must outlive the API. `base_url` is what addresses begin with, without a slash at its end.
  compositions_api(composition_archive& archive, const twilio::account_sid& account, std::string base_url,
                   composition_surroundings around);

  /// `request.path` is what follows /Compositions. One that is waiting or being made is deleted, too: then it
  /// is not made. Media is there once it is complete: 302, with the address as `redirect_to`. None is made of
  /// a room that goes on or of which nothing was recorded (400), while too many wait (429), and without
  /// ffmpeg (503).
  rest_result<rest_answer> answer(const rest_request& request);

 private:
  rest_result<rest_answer> create(const twilio::form& form);
  rest_result<rest_answer> list(const rest_request& request) const;
  rest_result<rest_answer> media_of(const composition_record& composition) const;
  rest_result<rest_answer> remove(const composition_record& composition);
  boost::json::object write(const composition_record& composition) const;

  composition_archive& archive_;
  twilio::account_sid account_;
  std::string base_url_;
  composition_surroundings around_;
};

}  // namespace flex_video::rooms
