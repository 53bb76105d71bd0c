#pragma once

#include "testing/model_world.hpp"

namespace flex_video::core::model {

/// The first rule that does not hold after `what`, in words; null if all hold. The world remembers what was
/// before it.
const char* broken_rule(const model_world& world, const happening& what);

}  // namespace flex_video::core::model
