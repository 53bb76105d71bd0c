#pragma once

#include "signalling/json_document.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/options.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// The close codes we use (RFC 6455 section 7.4.1). Not 1000: the SDK takes that for the end of the stay.
enum class close_code : std::uint16_t {
  going_away = 1001,
  protocol_error = 1002,
  policy_violation = 1008,
  service_restart = 1012,
  try_again_later = 1013,
};

/// The framing of one socket (Twilio's Connection Messaging Protocol, version 2): hello and welcome,
/// heartbeats both ways, and what is inside a `msg`. A client that breaks it gets `bad` before the welcome,
/// but never after: there the SDK would turn it into an uncaught exception of the page, so then its socket is
/// just closed.
class tcmp {
 public:
  /// What an input or the time asks for.
  struct step {
    std::string reply;               ///< a frame to send; empty if none
    std::optional<json_value> body;  ///< a message to be handled, always an object; part of what was received
    std::optional<close_code> close;  ///< after the reply
    bool violation = false;           ///< the client broke the protocol after the welcome
  };

  /// Whether there is room for one more client.
  enum class reception { open, busy };

  /// `timings` must outlive this. A busy one answers every hello with that, for good: somebody who joins is
  /// told 53006, and somebody who comes back tries again until its session is over.
  tcmp(const timings& timings, base::time_point opened, reception how = reception::open);

  /// `message` is nothing if what came was no JSON.
  step received(const std::optional<json_value>& message, base::time_point now);
  /// Sends the heartbeat that is due, closes what has been silent for too long.
  step advance(base::time_point now);
  base::time_point next_deadline() const;

  /// The frame of a message whose body is this JSON text; it stands in for a heartbeat.
  std::string frame(std::string_view body, base::time_point now);

  bool welcomed() const { return welcomed_; }

 private:
  step hello(json_value message, base::time_point now);
  step refuse() const;

  const timings& timings_;
  reception reception_;
  bool welcomed_ = false;
  base::time_point heard_;
  base::time_point said_;
};

}  // namespace flex_video::rooms
