#pragma once

#include "doctor/verdict.hpp"

#include "flex_video/rooms/media_options.hpp"

#include <optional>
#include <string>
#include <vector>

namespace flex_video::app::doctor {

/// What carries group rooms.
struct media_state {
  std::string refusal;                         ///< why serve doesn't start; empty if it does
  std::optional<rooms::media_options> chosen;  ///< nothing: there are no group rooms
  bool unwanted = false;                       ///< since nobody wants any
  bool calls = false;                          ///< calls go there, and not from browser to browser
  bool executable = false;                     ///< the program, by us
  std::vector<std::string> foreign;            ///< addresses to listen on that are none of this host's
};

/// `local` is whether all browsers are on this machine.
verdict judge_media(const media_state& found, bool local);

}  // namespace flex_video::app::doctor
