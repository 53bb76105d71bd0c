#pragma once

#include "people/agent.hpp"
#include "taskrouter/event_callback.hpp"
#include "taskrouter/reservation.hpp"
#include "tenant.hpp"

#include <boost/json/object.hpp>

namespace flex_video::sandbox {

/// TaskRouter's objects as its JavaScript SDK takes them: every key must be there, attributes are JSON texts,
/// dates are Unix seconds.
boost::json::object bridge_task(const tenant& tenant, const task& one, base::time_point now);
boost::json::object bridge_reservation(const tenant& tenant, const reservation& one, base::time_point now);
boost::json::object bridge_worker(const tenant& tenant, const agent& one);
boost::json::object bridge_activity(const tenant& tenant, const activity& one, base::time_point since);
boost::json::object bridge_channel(const tenant& tenant, const agent& one, std::string_view channel,
                                   int tasks);
boost::json::object bridge_queue(const tenant& tenant, base::time_point since);

/// The same for REST callers, taskrouter.twilio.com/v1: dates are ISO texts.
boost::json::object rest_workspace(const tenant& tenant, const event_callback& callback);
boost::json::object rest_worker(const tenant& tenant, const agent& one);
boost::json::object rest_task(const tenant& tenant, const task& one, base::time_point now);
boost::json::object rest_reservation(const tenant& tenant, const reservation& one,
                                     std::string_view worker_name);

/// The rows of the Teams view: attributes are objects.
boost::json::object insights_worker(const tenant& tenant, const agent& one);
boost::json::object insights_reservation(const tenant& tenant, const reservation& one, base::time_point now);

boost::json::object worker_attributes(const agent& one);

}  // namespace flex_video::sandbox
