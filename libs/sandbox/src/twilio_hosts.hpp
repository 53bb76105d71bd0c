#pragma once

#include "conversations/conversations_api.hpp"
#include "conversations/rest_api.hpp"
#include "exchange_log.hpp"
#include "flex/flex_api.hpp"
#include "people/directory.hpp"
#include "requests_log.hpp"
#include "sync/sync_api.hpp"
#include "taskrouter/bridge_api.hpp"
#include "taskrouter/rest_api.hpp"
#include "web_message.hpp"

#include <optional>
#include <string_view>

namespace flex_video::sandbox {

/// Sends each request to the API of its host, and logs it with its answer unless it is for a file or
/// telemetry. What nobody answers is logged as unknown and refused: 404.
class twilio_hosts {
 public:
  /// All must outlive the object.
  twilio_hosts(flex_api& flex, bridge_api& bridge, taskrouter_rest_api& taskrouter,
               conversations_api& conversations, conversations_rest_api& conversations_rest, sync_api& sync,
               sign_in& logins, const directory& people, requests_log& log, exchange_log& exchanges);

  /// A request that came by HTTP.
  web_reply answer(const web_request& request);
  /// A request that came inside Twilsock, from a client that has logged in.
  web_reply answer_inside(std::string_view identity, const web_request& request,
                          const boost::json::object& parameters);

 private:
  std::optional<web_reply> of_server(const web_request& request);
  std::optional<web_reply> of_bridge(const web_request& request);
  web_reply bridge_reply(std::string_view method, std::string_view address,
                         const std::optional<base::result<boost::json::object>>& answered);
  web_reply unknown(const web_request& request);

  flex_api& flex_;
  bridge_api& bridge_;
  taskrouter_rest_api& taskrouter_;
  conversations_api& conversations_;
  conversations_rest_api& conversations_rest_;
  sync_api& sync_;
  sign_in& logins_;
  const directory& people_;
  requests_log& log_;
  exchange_log& exchanges_;
};

}  // namespace flex_video::sandbox
