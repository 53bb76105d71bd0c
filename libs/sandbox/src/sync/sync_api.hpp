#pragma once

#include "sync/live_queries.hpp"
#include "sync/object_store.hpp"
#include "web_message.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace flex_video::sandbox {

/// The rows of an insights index ("tr-worker", …) as they are now; nothing for an unknown index.
using insights_source = std::function<std::optional<std::vector<insights_row>>(std::string_view index)>;

/// Twilio Sync's REST, cds.us1.twilio.com, which the SDK calls inside Twilsock. Subscriptions belong to the
/// connection and are not here.
class sync_api {
 public:
  /// References must outlive the API.
  sync_api(object_store& objects, live_queries& queries, insights_source insights);

  /// `parameters` are those of the Twilsock request (its query). Nothing if there is no such resource.
  std::optional<web_reply> answer(const web_request& request, const boost::json::object& parameters);

 private:
  web_reply query(std::string_view index, const web_request& request);
  std::optional<web_reply> object(object_kind kind, const std::vector<std::string_view>& at,
                                  const web_request& request, const boost::json::object& parameters);

  object_store& objects_;
  live_queries& queries_;
  insights_source insights_;
};

}  // namespace flex_video::sandbox
