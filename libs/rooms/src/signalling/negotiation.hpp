#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

namespace flex_video::rooms {

/// The two ends of a peer connection.
enum class side { first, second };

constexpr side opposite(side one) { return one == side::first ? side::second : side::first; }

/// Who may say what next on one peer connection. When both ends offer at once, relaying both would make both
/// roll back and answer each other; so the offer that came second is dropped, and its sender, on receiving
/// the other one, rolls back, answers it and offers again with a higher revision.
class negotiation {
 public:
  enum class verdict {
    relay,
    drop,      ///< old, repeated, or beaten by the other end's offer
    deadlock,  ///< one end waits for what the other will not say; only new peer connections help
  };

  /// `stable` is the revision that both ends have come to before; 0 on a new connection.
  explicit negotiation(std::uint32_t stable = 0)
      : stable_(stable), highest_(stable), answer_unsure_(stable > 0) {}

  verdict offer(side from, std::uint32_t revision) {
    highest_ = std::max(highest_, revision);
    if (answer_unsure_ && revision == stable_) unsure_offerer_ = from;
    if (unsure_offerer_ == from && revision > stable_) answer_unsure_ = false;
    if (stuck(revision > stable_ ? std::optional{from} : offerer())) return verdict::deadlock;
    if (revision <= stable_) return verdict::drop;
    if (outstanding_ && revision <= outstanding_->revision) return verdict::drop;
    // An end that has never been stable does not take an offer while it waits for its own answer.
    if (outstanding_ && outstanding_->from != from && stable_ == 0) return verdict::deadlock;
    outstanding_ = {from, revision};
    return verdict::relay;
  }

  verdict answer(side from, std::uint32_t revision) {
    // Its offerer ignores it if it has it.
    if (answer_unsure_ && revision == stable_) {
      answer_unsure_ = false;
      return verdict::relay;
    }
    // To an offer that a server before us has relayed and not kept.
    const bool unheard = stable_ > 0 && !outstanding_ && revision > highest_;
    highest_ = std::max(highest_, revision);
    if (unheard) return verdict::deadlock;
    if (!outstanding_ || outstanding_->from == from || outstanding_->revision != revision)
      return verdict::drop;
    stable_ = revision;
    answer_unsure_ = false;
    outstanding_.reset();
    return verdict::relay;
  }

  /// The revision that both ends have come to, if neither owes an answer; nothing before the first.
  std::optional<std::uint32_t> settled() const {
    return outstanding_ || stable_ == 0 ? std::nullopt : std::optional{stable_};
  }

  /// Whose offer is unanswered.
  std::optional<side> offerer() const {
    return outstanding_ ? std::optional{outstanding_->from} : std::nullopt;
  }

  /// The revision to close the connection with.
  std::uint32_t last_revision() const { return highest_ + 1; }

 private:
  /// The highest revision of a first round: create-offer is 1, the offer it asks for 2.
  static constexpr std::uint32_t first_round = 2;

  /// Whether the other end than the one with a newer offer may have never been stable, and waits for an
  /// answer that its peer does not say again.
  bool stuck(std::optional<side> newer_offerer) const {
    return answer_unsure_ && stable_ <= first_round && newer_offerer && unsure_offerer_ &&
           unsure_offerer_ != newer_offerer;
  }

  struct offered {
    side from;
    std::uint32_t revision;
  };
  std::optional<offered> outstanding_;
  std::uint32_t stable_ = 0;
  std::uint32_t highest_ = 0;
  /// The answer of revision `stable_` may have been under way when the server before us ended.
  bool answer_unsure_ = false;
  std::optional<side> unsure_offerer_ = {};  ///< who has said that revision's offer again
};

}  // namespace flex_video::rooms
