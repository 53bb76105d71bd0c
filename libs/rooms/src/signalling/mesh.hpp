#pragma once

#include "signalling/participant.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/rooms/options.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// The peer connections of a peer-to-peer room: one between any two participants that are present, relayed by
/// us.
class mesh {
 public:
  /// Both must outlive this.
  mesh(const limits& limits, base::random_source& random) : limits_(limits), random_(random) {}

  /// Whether no connection has that id.
  bool free(const std::string& id) const;

  /// Connects a newcomer with `others`, with as few turns as can be before it sees them: it gets the offer of
  /// one who has waited for somebody since it came; the first of the others gets the one it brought along;
  /// for each of the rest it is asked for a new one. Without others, its own connection waits unused.
  void introduce(participant& newcomer, const std::optional<peer_connection_state>& initial,
                 std::span<participant* const> others);

  /// Gives `back` a connection with each of `others` it has none with.
  void reunite(participant& back, std::span<participant* const> others);

  /// Those that have come to rest.
  std::vector<connection_memory> settled() const;
  /// A connection that two participants of a server before us have.
  void take_up(const connection_memory& kept, participant& first, participant& second);

  /// Closes all connections of `lost` at the other ends, and forgets them.
  void separate(participant& lost);

  /// Takes what the client of `from` says of one of its connections. What is said of an unknown one was under
  /// way when it closed. A connection that can't go on is closed and replaced by a new one.
  void hear(participant& from, const peer_connection_state& said);

  /// Replaces the connections that are not complete though their clients had time: twilio-video 2.36.0
  /// forgets a track now and then when both sides publish at once. Once for what the two publish, so that a
  /// client that never sends a track is not asked for ever. Returns whether there were any.
  bool renew_incomplete();

  /// Replaces those of a server before us that `back` has closed since they were kept: its client lists all
  /// that it has a description for, which it had for each of them.
  void replace_unlisted(participant& back, const std::vector<peer_connection_state>& listed);

  /// What a client that resumes must hear of each of its connections, oldest first and never nothing; see
  /// far_end::recall.
  std::vector<std::vector<peer_connection_state>> recall(const participant& back) const;

 private:
  struct pairing {
    std::string id;
    participant* first;  ///< who offers first
    participant* second;
    bool taken_up = false;
    /// What they published when it was made to replace one that was not complete.
    std::optional<std::pair<std::uint32_t, std::uint32_t>> renewed_for = {};

    bool complete() const;
    std::pair<std::uint32_t, std::uint32_t> revisions() const;
  };

  std::vector<pairing>::iterator find(const std::string& id);
  bool together(const participant& one, const participant& other) const;
  void connect(std::string id, participant& first, participant& second, std::uint32_t stable = 0);
  /// Connects them by the offer that `first` has waiting; false if it has none.
  bool use_offer(participant& first, participant& second);
  void ask_for_offer(participant& first, participant& second);
  void replace(const std::string& id, participant& from, far_end::outcome why);
  void drop_unused(participant& of);
  std::string new_id();

  const limits& limits_;
  base::random_source& random_;
  std::vector<pairing> pairs_;
};

}  // namespace flex_video::rooms
