#pragma once

#include <string>

namespace flex_video::wire {

/// The HTTP API as an OpenAPI 3.1 document: the routes, the bodies of types.hpp, every problem code.
std::string openapi();

}  // namespace flex_video::wire
