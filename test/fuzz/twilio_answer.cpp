// What Twilio's REST APIs answer, or somebody in their place: each parser takes any bytes.
#include "expectation.hpp"

#include "flex_video/twilio/conversations_rest.hpp"
#include "flex_video/twilio/iam_rest.hpp"
#include "flex_video/twilio/rest.hpp"
#include "flex_video/twilio/taskrouter_rest.hpp"
#include "flex_video/twilio/video_rest.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace flex_video;
  const auto text = fuzz::as_text(data, size);
  static_cast<void>(twilio::parse_rest_error(text));
  static_cast<void>(twilio::iam::parse_token_answer(text));
  static_cast<void>(twilio::video::parse_room(text));
  static_cast<void>(twilio::video::parse_participants(text));
  static_cast<void>(twilio::video::parse_recordings(text));
  static_cast<void>(twilio::taskrouter::parse_reservations(text));
  static_cast<void>(twilio::taskrouter::parse_task(text));
  static_cast<void>(twilio::taskrouter::parse_tasks(text));
  static_cast<void>(twilio::taskrouter::parse_worker(text));
  static_cast<void>(twilio::taskrouter::parse_task_attributes(text));
  static_cast<void>(twilio::conversations::parse_messages(text));
  static_cast<void>(twilio::conversations::parse_message(text));
  return 0;
}
