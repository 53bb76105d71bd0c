#pragma once

#include "signalling/topology.hpp"

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
/// us. One that does not carry all it should, though its clients had time, is made anew: twilio-video 2.36.0
/// forgets a track now and then when both sides publish at once. Once for what the two publish, so that a
/// client that never sends a track is not asked for ever.
class mesh final : public topology {
 public:
  /// All must outlive this.
  mesh(const room_server_options& options, const base::clock& clock, base::random_source& random)
      : limits_(options.limits), timings_(options.timings), clock_(clock), random_(random) {}

  base::result<void> prepare() override { return {}; }
  bool free(const std::string& id) const override;
  /// With as few turns as can be before the newcomer sees the others: it gets the offer of one who has waited
  /// for somebody since it came; the first of the others gets the one it brought along; for each of the rest
  /// it is asked for a new one. Without others, its own connection waits unused.
  void introduce(participant& newcomer, const std::optional<peer_connection_state>& initial,
                 std::span<participant* const> others) override;
  /// A connection that can't go on is closed and replaced by a new one.
  void hear(participant& from, const peer_connection_state& said) override;
  void publish(participant&) override { look_later(); }
  /// Everybody gets everything: there is no server in between.
  void resubscribe(participant&) override {}
  std::vector<subscribed_view::track> subscriptions(const participant& of,
                                                    std::span<participant* const> others) const override;
  std::optional<media_signalling_view> media_signalling(const participant&) const override { return {}; }
  /// Replaces those of a server before us that `back` has closed since they were kept: its client lists all
  /// that it has a description for, which it had for each of them. Gives it one with each it has none with.
  void reunite(participant& back, const std::vector<peer_connection_state>& listed,
               std::span<participant* const> others) override;
  std::vector<std::vector<peer_connection_state>> recall(const participant& back) const override;
  void give_up(participant& lost) override { separate(lost); }
  /// Closes all connections of `gone` at the other ends, and forgets them.
  void separate(participant& gone) override;
  std::optional<base::time_point> next_deadline() const override { return look_at_; }
  bool advance() override;
  std::vector<connection_memory> settled() const override;

  /// A connection that two participants of a server before us have.
  void take_up(const connection_memory& kept, participant& first, participant& second);

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
  void replace_unlisted(participant& back, const std::vector<peer_connection_state>& listed);
  bool renew_incomplete();
  void look_later();
  std::string new_id();

  const limits& limits_;
  const timings& timings_;
  const base::clock& clock_;
  base::random_source& random_;
  std::vector<pairing> pairs_;
  std::optional<base::time_point> look_at_;  ///< when each is to carry all it should
};

}  // namespace flex_video::rooms
