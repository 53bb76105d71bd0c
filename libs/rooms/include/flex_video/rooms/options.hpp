#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/rooms/room_settings.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// When the signalling gives up on whom. A browser that lost its peer declares its room broken about 7.6 s
/// later, and does not recover; so `silence` and `grace` together must stay below that, with a margin.
struct timings {
  std::chrono::milliseconds negotiated_timeout{
      2'000};  ///< told in `welcome`; the client sends something 200 ms sooner
  std::chrono::milliseconds heartbeat{1'800};  ///< our own pause before a heartbeat
  std::chrono::milliseconds silence{4'500};    ///< a client that says nothing for so long is lost
  std::chrono::milliseconds grace{2'000};  ///< from the loss until the peers' connections to it are closed
  /// The same after a restart, when everybody was lost at once and nobody's media: the SDK tries again after
  /// half the time that the server was away.
  std::chrono::milliseconds restart_grace{6'000};
  std::chrono::seconds session_timeout{30};  ///< from the loss until the participant has left
  /// From the last description until two clients that don't send each other all they publish start anew.
  std::chrono::milliseconds negotiation{15'000};
  std::chrono::milliseconds hello{10'000};  ///< from the opening of a socket to its hello
  std::chrono::milliseconds join{20'000};   ///< how long a socket may stay without being in a room
};

/// What one client, and all together, may cost. Each has a test that exceeds it.
struct limits {
  std::size_t sockets = 4'000;  ///< open at once; who comes then is told that the server is busy: error 53006
  std::size_t telemetry_sockets = 1'000;  ///< open at once; one more is refused with 503
  unsigned participants = 10;             ///< in a room that was created without a number: error 53105
  unsigned largest_room = 50;             ///< no room may ask for more: provider_errc::refused
  std::size_t rooms = 1'000;  ///< in progress: provider_errc::unavailable, or error 53103 on joining
  std::size_t ended_rooms_remembered = 10'000;  ///< for error 53118; beyond it the oldest become 53106
  std::chrono::hours ended_rooms_for{24 * 30};  ///< or until so long after their end
  std::size_t name_characters = 128;            ///< of a room (error 53101) and of a track (error 53302)
  std::size_t published_tracks = 16;            ///< of one participant; one more fails with 53203
  std::size_t listed_tracks = 64;               ///< in one message; more, and the client is dropped
  std::size_t identifier_bytes = 128;           ///< of the ids a client makes up; the same
  std::size_t candidates = 64;          ///< under one ICE ufrag; the same in one message, ignored in the sum
  std::size_t candidate_bytes = 1'024;  ///< one candidate, as spelled in JSON; the client is dropped
  std::size_t peer_connections = 64;    ///< in one message; the same
  std::size_t subscribe_rules = 20;     ///< of one participant; the same
  std::size_t hints = 1'024;            ///< in one message about media; more, and the message is ignored
  std::size_t media_message_bytes = 65'536;  ///< one message about media; the same
  unsigned messages_before_joining = 16;     ///< on one socket; the same
  /// On one socket at once; the same. In a room of ten, each path's candidates and descriptions are 200.
  unsigned messages_at_once = 2'000;
  std::chrono::milliseconds message_pause{10};  ///< after which one more may come, on the long run
};

/// TURN servers that share a secret with us; see coturn's use-auth-secret.
struct turn_service {
  std::vector<std::string> urls;  ///< RFC 7065; browsers refuse to connect if one of them is none
  base::secret secret;
  std::chrono::seconds life =
      std::chrono::hours{24};  ///< of the credentials; a call that uses them can't last longer
};

struct room_server_options {
  rooms::timings timings;
  rooms::limits limits;
  std::optional<turn_service> turn = {};  ///< told to whoever may join
  /// Whether take_changes() will be called, to keep the rooms for a server after this one.
  bool keeps_rooms = false;
  /// Of the rooms that create_room() makes; group needs a media engine.
  room_type created_type = room_type::peer_to_peer;
  bool ad_hoc_rooms =
      false;  ///< whether joining an unknown unique name creates it, as Twilio can; else error 53106
};

}  // namespace flex_video::rooms
