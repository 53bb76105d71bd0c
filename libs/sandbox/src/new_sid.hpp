#pragma once

#include "flex_video/base/sid.hpp"

#include <string>

namespace flex_video::sandbox {

/// The text of a new SID whose type matters to nobody in this process, e.g. new_sid<"ET">(random).
template <base::sid_prefix Prefix>
std::string new_sid(base::random_source& random) {
  return base::sid<Prefix>::generate(random).str();
}

}  // namespace flex_video::sandbox
