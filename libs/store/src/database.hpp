#pragma once

#include "connection.hpp"
#include "connection_pool.hpp"

#include "flex_video/core/ports/session_feed.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace flex_video::store {

/// How a database says what the others say differently.
struct dialect {
  std::string_view name;        ///< as in the names of the migrations
  std::string begin_migrating;  ///< nobody else migrates until the transaction ends
  std::string begin_reading;    ///< every statement of the transaction sees the same moment
  std::string begin_writing;
  /// Holds `:id`'s session until the transaction ends; no text where whoever writes is alone anyway.
  statement_text lock_session;
  /// Empties the log that would hold what was deleted for a while; no text where that is not ours to do.
  std::string empty_log;
  /// Answers with how many tables there are of the name schema_version.
  statement_text count_version_tables;
};

/// What is different between SQLite and PostgreSQL. Any thread, but for listen(). Throws SOCI's exceptions
/// and no_connection.
class database {
 public:
  virtual ~database() = default;

  virtual const dialect& speech() const = 0;
  /// A connection of one's own, whose statements take as long as they take.
  virtual std::unique_ptr<connection> connect() = 0;
  virtual connection_pool::lease reader() = 0;
  virtual connection_pool::lease writer() = 0;

  /// As session_feed::listen().
  virtual void listen(core::session_feed::listener told) = 0;
  /// This store has committed events of the session.
  virtual void committed(const core::session_id& session) = 0;
};

}  // namespace flex_video::store
