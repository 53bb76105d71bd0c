#pragma once

#include "signalling/message_writer.hpp"
#include "signalling/messages.hpp"

#include "flex_video/base/random.hpp"
#include "flex_video/rooms/options.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// The tracks of one participant. A track that can't be published stays refused for as long as it is listed,
/// even when what stood in its way goes: the SDK has told the application already.
class publications {
 public:
  struct change {
    bool own_list = false;  ///< the publisher must hear what became of a track
    bool tracks = false;    ///< others gain or lose a track
    bool details = false;   ///< a track was muted, unmuted or got another priority
    bool visible() const { return tracks || details; }
  };

  /// What of a participant is published at all.
  struct permission {
    bool video = true;
    bool anything = true;  ///< false for one who only watches
  };

  /// `limits` must outlive this. What is not permitted fails.
  explicit publications(const limits& limits, permission allowed) : limits_(limits), permission_(allowed) {}
  /// Those of a participant whom a server before us let in, and the last revision it took.
  publications(const limits& limits, std::optional<std::uint32_t> revision, std::vector<publication> ready,
               std::vector<failed_publication> failed, permission allowed)
      : limits_(limits),
        permission_(allowed),
        revision_(revision),
        ready_(std::move(ready)),
        failed_(std::move(failed)) {}

  /// Makes the tracks those of `state`, unless it is no newer than the last one taken. New tracks get new
  /// SIDs.
  change apply(const client_state& state, base::random_source& random);

  std::optional<std::uint32_t> revision() const { return revision_; }
  bool permitted() const { return permission_.anything; }
  const std::vector<publication>& ready() const { return ready_; }
  const std::vector<failed_publication>& failed() const { return failed_; }

 private:
  void drop_unlisted(const client_state& state, change& made);
  bool refresh(const listed_track& track, change& made);
  void add(const listed_track& track, base::random_source& random, change& made);
  std::optional<std::error_code> refusal(const listed_track& track) const;

  const limits& limits_;
  permission permission_;
  std::optional<std::uint32_t> revision_;
  std::vector<publication> ready_;
  std::vector<failed_publication> failed_;
};

}  // namespace flex_video::rooms
