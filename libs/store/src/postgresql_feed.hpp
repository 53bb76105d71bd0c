#pragma once

#include "flex_video/base/secret.hpp"
#include "flex_video/core/ports/session_feed.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <thread>

struct pg_conn;

namespace flex_video::store {

/// Listens for what the trigger on events tells (migrations/0001_sessions.postgresql.sql), on a connection
/// and a thread of its own. When the connection is lost it makes a new one, at ever longer intervals up to 5
/// s.
class postgresql_feed {
 public:
  /// Calls `told` on its own thread, first when it begins to hear. One attempt to connect takes no longer
  /// than `attempt`.
  postgresql_feed(base::secret url, std::chrono::milliseconds attempt, core::session_feed::listener told);
  postgresql_feed(const postgresql_feed&) = delete;
  postgresql_feed& operator=(const postgresql_feed&) = delete;
  /// At once, whatever the database does; `told` is not called any more.
  ~postgresql_feed();

 private:
  using time_point = std::chrono::steady_clock::time_point;
  using link = std::unique_ptr<pg_conn, void (*)(pg_conn*)>;

  void run();
  link connect();
  bool establish(pg_conn* on, time_point deadline);
  bool start_listening(pg_conn* on, time_point deadline);
  void hear(pg_conn* on);
  bool wait(int socket, short events, std::optional<time_point> deadline);
  bool over() const;

  const base::secret url_;
  const std::chrono::milliseconds attempt_;
  const core::session_feed::listener told_;
  const int over_;  ///< an eventfd(2) that can be read once the feed has to end
  std::thread thread_;
};

}  // namespace flex_video::store
