#pragma once

#include "rest/room_record.hpp"

#include "flex_video/twilio/sids.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <string_view>

namespace flex_video::rooms {

/// Writes the resources with the members that Twilio's have
/// (https://www.twilio.com/docs/video/api/rooms-resource and its neighbours).
class room_json {
 public:
  /// `base_url` is what addresses begin with, without a slash at its end; `tracks` how many tracks one
  /// participant may publish.
  room_json(const twilio::account_sid& account, std::string base_url, std::size_t tracks)
      : account_(account), base_url_(std::move(base_url)), tracks_(tracks) {}

  std::string address_of_rooms() const { return base_url_ + "/v1/Rooms"; }
  std::string address_of(const room_record& room) const;
  std::string address_of(const room_record& room, const participant_record& who) const;

  boost::json::object write(const room_record& room) const;
  boost::json::object write(const room_record& room, const participant_record& who) const;
  boost::json::object write_published(const room_record& room, const participant_record& publisher,
                                      const track_record& track) const;
  boost::json::object write_subscribed(const room_record& room, const participant_record& subscriber,
                                       const participant_record& publisher, const track_record& track) const;
  boost::json::object write_recording_rules(const room_record& room) const;
  boost::json::object write_subscribe_rules(const room_record& room, const participant_record& who) const;

 private:
  twilio::account_sid account_;
  std::string base_url_;
  std::size_t tracks_;
};

/// "in-progress" or "completed".
std::string_view status_of(const room_record& room);
/// As Twilio names them: "group", "peer-to-peer" or "go".
std::string_view type_of(const room_record& room);
/// How long it has been there, or was: the difference of its dates, which are told in whole seconds.
template <class Record>
std::chrono::seconds duration_of(const Record& record, base::time_point now) {
  using std::chrono::seconds;
  return std::chrono::floor<seconds>(record.ended.value_or(now)) -
         std::chrono::floor<seconds>(record.created);
}

}  // namespace flex_video::rooms
