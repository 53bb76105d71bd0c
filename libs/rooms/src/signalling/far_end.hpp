#pragma once

#include "signalling/message_writer.hpp"
#include "signalling/messages.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace flex_video::rooms {

/// What a client's peer connection is connected to: another client, through a relay; or the server itself.
class far_end {
 public:
  enum class outcome {
    open,
    closed,      ///< the client has closed its side for good
    deadlocked,  ///< neither side can go on; both must start anew on another peer connection
  };

  virtual ~far_end() = default;

  /// Takes a description, candidates or both from the client. The answer tells what to do with the
  /// connection.
  virtual outcome take(const peer_connection_state& said) = 0;

  /// What a client that resumes must hear again, oldest first. What it knows already does not harm: it goes
  /// by revisions. Empty if the client can't know of the connection yet: its bare id would make it open one
  /// and offer.
  virtual std::vector<peer_connection_state> recall() const = 0;

  /// Whether nothing is left to say: no offer is unanswered, and the client sends all media of `published`,
  /// as far as its descriptions tell.
  virtual bool complete(const std::vector<publication>& published) const = 0;

  /// The revision at which it may be taken up again by a server that knows nothing else of it; nothing while
  /// one side owes an answer.
  virtual std::optional<std::uint32_t> settled() const = 0;

  /// The description that closes the client's side.
  virtual peer_connection_state farewell() const = 0;
};

}  // namespace flex_video::rooms
