#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/net/event_loop.hpp"
#include "flex_video/net/http_client.hpp"
#include "flex_video/net/router.hpp"
#include "flex_video/net/workers.hpp"
#include "flex_video/rooms/room_server.hpp"
#include "flex_video/twilio/basic_authorization.hpp"

#include <functional>
#include <string>
#include <vector>

namespace flex_video::rooms {

class composition_archive;
class recording_archive;

struct rest_options {
  twilio::account_sid account;
  base::secret auth_token;                         ///< signs the status callbacks
  std::vector<twilio::basic_credentials> callers;  ///< who may call; nobody if it is empty
  std::string base_url;  ///< what addresses in answers begin with, without a slash at its end
  rooms::limits limits = {};
  /// Told of each status callback that nobody took; may be empty. The detail names no address.
  std::function<void(const base::error&)> callback_lost = {};
};

/// What the endpoint works with. All of it must outlive the router; `workers`, on which callbacks are sent by
/// way of `http`, must be stopped before the rest ends, and `loop` is the one of the router's server.
struct rest_services {
  net::event_loop& loop;
  room_server& rooms;
  net::http_client& http;
  net::workers& workers;
  base::random_source& random;
  recording_archive* recordings = nullptr;      ///< the room server's; null where nothing is recorded
  composition_archive* compositions = nullptr;  ///< of those; null where nothing is composed
};

/// Serves Twilio Video's REST for rooms under /v1/Rooms, for recordings under /v1/Recordings and for
/// compositions under /v1/Compositions, for callers with HTTP Basic and any origin, their media under
/// /recordings and /compositions, at addresses that it told one of them, and what the media workers carry
/// under /v1/MediaWorkers; sends the rooms' and the compositions' status callbacks. Call once for a room
/// server, before the net::server starts. Rooms that are in progress already are listed, too.
void serve_rest(net::router& routes, const rest_services& services, const rest_options& options);

}  // namespace flex_video::rooms
