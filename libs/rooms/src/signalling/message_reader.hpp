#pragma once

#include "signalling/json_document.hpp"
#include "signalling/messages.hpp"

#include "flex_video/base/result.hpp"
#include "flex_video/rooms/options.hpp"

#include <cstdint>
#include <optional>

namespace flex_video::rooms {

/// The message in `body`, or signalling_errc::message_invalid with the name of the member at fault. Nothing
/// in the answer is longer than `limits` allow; names are cut to one character more than allowed, to be
/// refused by name. The SDK repeats all its tracks with every candidate: those of a revision that is not
/// above `known_revision` are not even read.
base::result<client_message> read_message(json_value body, const limits& limits,
                                          std::optional<std::uint32_t> known_revision = {});

}  // namespace flex_video::rooms
