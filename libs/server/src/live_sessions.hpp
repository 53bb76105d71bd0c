#pragma once

#include "viewer.hpp"

#include "flex_video/base/clock.hpp"
#include "flex_video/core/policy.hpp"
#include "flex_video/core/ports/session_feed.hpp"
#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/net/http.hpp"
#include "flex_video/server/threads.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace flex_video::server {

/// Sends what happens in sessions to those who follow them. Loop thread only, and to be held by a shared_ptr,
/// since reads and streams may outlast it. The store is read by threads::run alone: at most one read of a
/// session at a time, and one more if there were news meanwhile.
class live_sessions : public std::enable_shared_from_this<live_sessions> {
 public:
  /// Everything passed must outlive this; the store also the last task that threads::run was given.
  live_sessions(core::session_store& store, const core::policy& policy, const base::clock& clock,
                const threads& threads)
      : store_(store), policy_(policy), clock_(clock), threads_(threads) {}

  /// Has `feed` say when there are events. To be called once, before the feed's first commit.
  void listen_to(core::session_feed& feed);

  struct subscription {
    viewer who;
    /// The number of the last event that the client has. Events after it are sent; a snapshot first when
    /// there is none, or the session has no such event.
    std::optional<unsigned> after;
    std::shared_ptr<void> place;  ///< let go of with the stream
  };
  /// Sends `session` to `stream` until it has ended, the viewer may not see it any more, or the client is
  /// gone or too slow.
  void subscribe(const core::session_id& session, subscription wanted,
                 std::shared_ptr<net::event_stream> stream);

  /// There are news of a session; nothing: there may be of any.
  void on_news(const std::optional<core::session_id>& session);

  /// Looks for events of which no word came, and ends the streams of those who have to show a Flex token
  /// again. To be called every few seconds.
  void poll();

  /// Sends a comment to everybody, so that the silence breaks no connection.
  void send_heartbeats();

  std::size_t subscribers() const;

 private:
  enum class progress {
    fresh,      ///< needs a snapshot
    resuming,   ///< says that it has the event `seen`
    returned,   ///< has everything up to the event `seen`, and needs a snapshot behind what it missed
    following,  ///< has everything up to the event `seen`
  };
  struct subscriber {
    std::uint64_t serial;
    std::shared_ptr<net::event_stream> stream;
    viewer who;
    progress state;
    unsigned seen;
    std::shared_ptr<void> place;
  };
  struct followed {
    std::vector<subscriber> subscribers;
    bool reading = false;
    bool news_meanwhile = false;
  };
  /// What one read found: the events after a number, and the session's state if that is of use.
  struct news {
    unsigned after;
    std::vector<core::event> events;
    std::optional<core::session_record> record;
  };
  class reading;

  static std::optional<news> read(core::session_store& store, const core::session_id& session, unsigned after,
                                  bool for_newcomers);
  void start_reading(const core::session_id& session, followed& one);
  void deliver(const core::session_id& session, const std::optional<news>& found);
  bool advance(subscriber& one, const news& found, bool& read_again) const;
  bool settle(subscriber& one, const news& found, bool& read_again) const;
  template <class Condition>
  void drop_where(Condition condition);
  void remove(const core::session_id& session, std::uint64_t serial);

  core::session_store& store_;
  const core::policy& policy_;
  const base::clock& clock_;
  const threads& threads_;
  std::unordered_map<core::session_id, followed> followed_;
  std::uint64_t last_serial_ = 0;
};

}  // namespace flex_video::server
