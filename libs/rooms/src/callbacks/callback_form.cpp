#include "callbacks/callback_form.hpp"

#include "rest/room_json.hpp"
#include "signalling/words.hpp"

#include "flex_video/twilio/iso_time.hpp"
#include "flex_video/twilio/request_signature.hpp"

namespace flex_video::rooms {

status_callback make_callback(const twilio::account_sid& account, room_record& room,
                              const room_moment& moment, base::time_point now) {
  const auto seconds = [&](const auto& of) { return std::to_string(duration_of(of, now).count()); };
  twilio::form form{{"AccountSid", account.str()},
                    {"RoomName", room.unique_name},
                    {"RoomSid", room.sid.str()},
                    {"RoomStatus", std::string{status_of(room)}},
                    {"RoomType", std::string{type_of(room)}},
                    {"StatusCallbackEvent", std::string{moment.event}},
                    {"Timestamp", twilio::iso_time(now)},
                    {"SequenceNumber", std::to_string(room.next_sequence_number++)}};
  if (room.ended) form.push_back({"RoomDuration", seconds(room)});
  if (const auto* who = moment.participant) {
    form.push_back({"ParticipantSid", who->sid.str()});
    form.push_back({"ParticipantIdentity", who->identity});
    form.push_back({"ParticipantStatus", who->ended ? "disconnected" : "connected"});
    if (who->ended) form.push_back({"ParticipantDuration", seconds(*who)});
  }
  if (const auto* track = moment.track) {
    form.push_back({"TrackSid", track->sid.str()});
    form.push_back({"TrackKind", std::string{word_of(track->kind)}});
    form.push_back({"TrackName", track->name});
  }
  return {.room = room.sid,
          .url = room.options.status_callback,
          .method = room.options.status_callback_method,
          .parameters = std::move(form)};
}

callback_request sign_callback(const base::secret& auth_token, const status_callback& callback) {
  const twilio::request_signer signer{auth_token};
  const auto written = twilio::write_form(callback.parameters);
  if (callback.method == callback_method::post)
    return {
        .url = callback.url, .body = written, .signature = signer.sign(callback.url, callback.parameters)};
  auto url = callback.url + (callback.url.contains('?') ? '&' : '?') + written;
  auto signature = signer.sign(url);
  return {.url = std::move(url), .body = {}, .signature = std::move(signature)};
}

}  // namespace flex_video::rooms
