#include "signalling/signalling_errc.hpp"

#include "flex_video/base/error_category.hpp"

namespace flex_video::rooms {
namespace {

constexpr char category_name[] = "flex_video.rooms";

const char* describe(int value) {
  switch (static_cast<signalling_errc>(value)) {
    case signalling_errc::session_unknown:
      return "The signalling session is over";
    case signalling_errc::message_invalid:
      return "The client sent an invalid signalling message";
    case signalling_errc::server_busy:
      return "The server is busy";
    case signalling_errc::room_name_invalid:
      return "The room name is invalid";
    case signalling_errc::room_name_too_long:
      return "The room name is too long";
    case signalling_errc::room_not_created:
      return "The room could not be created";
    case signalling_errc::room_full:
      return "The room is full";
    case signalling_errc::room_not_found:
      return "There is no such room";
    case signalling_errc::participants_out_of_range:
      return "MaxParticipants is out of range";
    case signalling_errc::room_exists:
      return "Room exists";
    case signalling_errc::room_completed:
      return "The room has ended";
    case signalling_errc::video_in_audio_only:
      return "The room takes no video";
    case signalling_errc::room_type_unavailable:
      return "There is no media engine for such a room";
    case signalling_errc::too_many_tracks:
      return "The participant publishes too many tracks";
    case signalling_errc::duplicate_identity:
      return "The same identity joined again";
    case signalling_errc::stay_too_long:
      return "The participant has been in the room for too long";
    case signalling_errc::track_name_too_long:
      return "The track name is too long";
    case signalling_errc::track_name_duplicated:
      return "The track name is taken";
    case signalling_errc::description_invalid:
      return "The server can't apply the client's session description";
    case signalling_errc::codec_unsupported:
      return "No supported codec";
  }
  return "Unknown signalling error";
}

}  // namespace

std::error_code make_error_code(signalling_errc code) {
  return {static_cast<int>(code), base::error_category<category_name, describe>::instance()};
}

}  // namespace flex_video::rooms
