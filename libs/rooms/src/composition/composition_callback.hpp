#pragma once

#include "callbacks/callback_queue.hpp"
#include "composition/composition_archive.hpp"

#include <optional>
#include <string_view>

namespace flex_video::rooms {

/// What is posted when a composition is begun, goes on, is available or has failed
/// (https://www.twilio.com/docs/video/api/status-callbacks). `base_url` is what addresses begin with, without
/// a slash at its end. Nothing of the others, and where nobody wants to be called.
std::optional<status_callback> make_composition_callback(const twilio::account_sid& account,
                                                         std::string_view base_url,
                                                         const composition_record& composition,
                                                         const composition_moment& moment,
                                                         base::time_point now);

}  // namespace flex_video::rooms
