// What Twilio posts to us, form or JSON: whatever is read out of it is whole, and its key is one the store
// holds.
#include "expectation.hpp"

#include "flex_video/twilio/webhooks.hpp"

namespace {

using namespace flex_video;
using fuzz::require;

void read_all(const twilio::form& parameters, std::string_view body) {
  const auto key = twilio::webhook_key(parameters, body);
  require(!key.empty() && key.size() <= 200);
  require(key == twilio::webhook_key(parameters, body));
  if (const auto callback = twilio::read_video_callback(parameters); callback && *callback) {
    const bool of_room = (*callback)->event == twilio::video_event::room_ended;
    require((*callback)->identity.empty() == of_room);
  }
  static_cast<void>(twilio::read_task_end(parameters));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto body = fuzz::as_text(data, size);
  if (const auto form = twilio::parse_form(body)) {
    require(form->size() <= twilio::most_form_parameters);
    require(twilio::parse_form(twilio::write_form(*form)) == *form);
    read_all(*form, body);
  }
  if (const auto form = twilio::read_json_parameters(body)) {
    require(form->size() <= twilio::most_form_parameters);
    read_all(*form, body);
  }
  return 0;
}
