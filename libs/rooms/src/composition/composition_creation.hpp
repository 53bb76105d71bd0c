#pragma once

#include "composition/composition_record.hpp"
#include "rest/rest_message.hpp"

namespace flex_video::rooms {

struct composition_creation {
  twilio::room_sid room;
  composition_wish wish;
};

/// Reads what POST /v1/Compositions is given
/// (https://www.twilio.com/docs/video/api/compositions-resource#http-post-parameters). Refuses with 20001.
rest_result<composition_creation> read_composition_creation(const twilio::form& form);

}  // namespace flex_video::rooms
