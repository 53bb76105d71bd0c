#pragma once

#include "tenant.hpp"

#include "flex_video/sandbox/options.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

namespace flex_video::sandbox {

/// GET flex-api.twilio.com/v1/Configuration: Flex starts with nothing but this.
boost::json::object flex_configuration(const tenant& tenant, const sandbox_options& options);
/// GET flex.twilio.com/plugins.
boost::json::array plugin_list(const sandbox_options& options);

}  // namespace flex_video::sandbox
