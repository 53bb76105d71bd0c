#pragma once

#include <string>

namespace flex_video::app {

/// docs/configuration.md: every setting of `flex-video serve`, from the table in settings.cpp.
std::string settings_markdown();

}  // namespace flex_video::app
