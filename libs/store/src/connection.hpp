#pragma once

#include "cell.hpp"

#include <soci/soci.h>

#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::store {

/// SQL that is prepared once on each connection; it outlives them all. Its arguments are named like `:id`.
struct statement_text {
  std::string sql;
  std::size_t columns = 0;  ///< of its answer
};

struct argument {
  std::string_view name;
  cell value;
};

struct answer {
  std::vector<row> rows;
  long long affected = 0;  ///< rows, by a statement that writes
};

/// Text that no column can hold. SOCI would cut it off at its zero byte.
struct unwritable_text : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One connection to a database. One thread at a time. Throws SOCI's exceptions and unwritable_text.
class connection {
 public:
  virtual ~connection();
  connection(const connection&) = delete;
  connection& operator=(const connection&) = delete;

  /// Runs a prepared statement to its end. The arguments' names are the same, in the same order, each time.
  answer run(const statement_text& text, const std::vector<argument>& arguments = {});
  /// Runs statements without arguments, separated by semicolons.
  virtual void execute(const std::string& sql) = 0;

  /// A call of the store begins on this connection, or is over. It may be cut off after `deadline`.
  virtual void begin_call(std::chrono::steady_clock::time_point /*deadline*/) {}
  virtual void end_call() {}
  /// Whether the next call may have it: it is connected, and in no transaction.
  virtual bool reusable() = 0;

 protected:
  explicit connection(std::unique_ptr<soci::session> session);

  soci::session& session() { return *session_; }
  /// Of each prepared statement, as SOCI's driver sees it.
  std::vector<soci::details::statement_backend*> statement_backends();

 private:
  struct prepared;
  prepared& prepare(const statement_text& text, const std::vector<argument>& arguments);

  std::unique_ptr<soci::session> session_;
  std::map<const statement_text*, std::unique_ptr<prepared>> prepared_;  ///< end before their session
};

/// Takes everything back unless commit() was reached.
class transaction {
 public:
  transaction(connection& on, const std::string& begin) : on_(on) { on_.execute(begin); }
  transaction(const transaction&) = delete;
  transaction& operator=(const transaction&) = delete;
  ~transaction();
  void commit();

 private:
  connection& on_;
  bool over_ = false;
};

}  // namespace flex_video::store
