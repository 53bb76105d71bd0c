#pragma once

#include <string>

namespace flex_video::wire {

/// The bodies of types.hpp and the problem codes as a TypeScript module, for the page and the plugin.
std::string typescript();

}  // namespace flex_video::wire
