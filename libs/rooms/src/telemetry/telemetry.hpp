#pragma once

#include "signalling/message_allowance.hpp"
#include "signalling/tcmp.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/rooms/options.hpp"
#include "flex_video/twilio/access_token.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace flex_video::rooms {

/// What one telemetry socket of the SDK says to us: a `connect` with its token, which we answer, and then
/// events, which nobody reads.
class telemetry {
 public:
  struct step {
    std::string reply;                ///< a frame to send; empty if none
    std::optional<close_code> close;  ///< after the reply
  };

  telemetry(const room_server_options& options, base::time_point opened);

  /// `session` becomes the name of this stream of events, if the token is good.
  step received(std::string_view text, twilio::access_token_verifier& tokens, std::string_view session,
                base::time_point now);
  /// Closes what is not connected in time; also a client that was refused and stays.
  step advance(base::time_point now) const;
  /// Nothing once it is connected.
  std::optional<base::time_point> next_deadline() const { return connect_by_; }

 private:
  enum class state { waiting, connected, refused };

  step connect(std::string_view text, twilio::access_token_verifier& tokens, std::string_view session,
               base::time_point now);

  state state_ = state::waiting;
  std::optional<base::time_point> connect_by_;
  message_allowance allowance_;
};

}  // namespace flex_video::rooms
