#pragma once

#include "signalling/participant.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/base/result.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace flex_video::rooms {

class media_router;

/// How the media of a room's participants comes to each other. The room says what happens; what a client must
/// hear of its peer connections is told to its participant, for the end of the step.
class topology {
 public:
  virtual ~topology() = default;

  /// To be asked before anybody is let in. Refuses with signalling_errc::server_busy where nothing can carry
  /// the media.
  virtual base::result<void> prepare() = 0;
  /// Whether a client may bring a peer connection of that id along.
  virtual bool free(const std::string& id) const = 0;
  /// Lets a newcomer, with the peer connection it brought along, have the media of `others`, and they its.
  virtual void introduce(participant& newcomer, const std::optional<peer_connection_state>& initial,
                         std::span<participant* const> others) = 0;
  /// Takes what the client of `from` says of one of its connections. What is said of an unknown one was under
  /// way when it closed.
  virtual void hear(participant& from, const peer_connection_state& said) = 0;
  /// The tracks of `from` are others than before, or have changed.
  virtual void publish(participant& from) = 0;
  /// The rules by which `to` is subscribed are others than before.
  virtual void resubscribe(participant& to) = 0;
  /// What `of` is subscribed to, of what `others` publish.
  virtual std::vector<subscribed_view::track> subscriptions(const participant& of,
                                                            std::span<participant* const> others) const = 0;

  /// How the server signals about media to `to`; nothing in a room where it does not.
  virtual std::optional<media_signalling_view> media_signalling(const participant& to) const = 0;

  /// What media passes at present; null where it passes nothing of ours.
  virtual media_router* router() const { return nullptr; }

  /// `back`, whose client lists those connections, is there again: what is missing between it and `others` is
  /// made good.
  virtual void reunite(participant& back, const std::vector<peer_connection_state>& listed,
                       std::span<participant* const> others) = 0;
  /// What a client that resumes must hear of each of its connections, oldest first and never nothing; see
  /// far_end::recall.
  virtual std::vector<std::vector<peer_connection_state>> recall(const participant& back) const = 0;
  /// `lost` has been without a socket for so long that its browser may be gone.
  virtual void give_up(participant& lost) = 0;
  /// Nobody waits for the media of `gone` any more.
  virtual void separate(participant& gone) = 0;

  /// When advance() is to be called at the latest, nothing if there is nothing to wait for.
  virtual std::optional<base::time_point> next_deadline() const = 0;
  /// Does what has become due; returns whether anything that settled() tells has changed.
  virtual bool advance() = 0;

  /// The connections that a server after us can take up.
  virtual std::vector<connection_memory> settled() const = 0;
};

}  // namespace flex_video::rooms
