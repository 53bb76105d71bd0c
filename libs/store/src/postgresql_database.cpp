#include "postgresql_database.hpp"

#include "call_watch.hpp"
#include "postgresql_feed.hpp"

#include <soci/postgresql/soci-postgresql.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace flex_video::store {
namespace {

using std::chrono::milliseconds;

const statement_text set_parameter{.sql = "SELECT set_config(:name, :value, false)", .columns = 1};

class postgresql_connection final : public connection {
 public:
  postgresql_connection(const base::secret& url, call_watch& watch)
      : connection(std::make_unique<soci::session>(soci::postgresql, std::string{url.reveal()})),
        watch_(watch) {
    PQsetNoticeProcessor(handle(), [](void*, const char*) {}, nullptr);  // else they go to stderr
    PQsetErrorVerbosity(handle(), PQERRORS_TERSE);                       // else they quote rows
  }

  ~postgresql_connection() override {
    // SOCI would ask the server to forget each statement, which may be what it does not answer. It forgets
    // them with the connection anyway.
    for (auto* backend : statement_backends())
      static_cast<soci::postgresql_statement_backend*>(backend)->statementName_.clear();
  }

  void execute(const std::string& sql) override {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> answer{PQexec(handle(), sql.c_str()), &PQclear};
    const auto status = PQresultStatus(answer.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const char* sqlstate = PQresultErrorField(answer.get(), PG_DIAG_SQLSTATE);
    throw soci::postgresql_soci_error{PQerrorMessage(handle()), sqlstate ? sqlstate : "08000"};
  }

  void begin_call(std::chrono::steady_clock::time_point deadline) override {
    call_ = watch_.begin(PQsocket(handle()), deadline);
  }
  void end_call() override {
    if (call_) watch_.end(*std::exchange(call_, std::nullopt));
  }

  bool reusable() override {
    return PQstatus(handle()) == CONNECTION_OK && PQtransactionStatus(handle()) == PQTRANS_IDLE;
  }

 private:
  PGconn* handle() { return static_cast<soci::postgresql_session_backend*>(session().get_backend())->conn_; }

  call_watch& watch_;
  std::optional<call_watch::ticket> call_;
};

class postgresql_database final : public database {
 public:
  postgresql_database(const base::secret& url, const limits& limits)
      : limits_(limits),
        url_(with_parameters(url, {{"connect_timeout", std::to_string(connect_seconds(limits.call))},
                                   {"keepalives_idle", "30"},
                                   {"application_name", "flex-video"}})),
        connections_(limits.connections, [this] { return connect_with_deadline(); }) {}

  const dialect& speech() const override {
    static const dialect made{
        .name = "postgresql",
        // The number is of this program's choosing; it stands for "migrating" among a database's advisory
        // locks.
        .begin_migrating = "BEGIN; SET LOCAL lock_timeout = '60s'; SELECT pg_advisory_xact_lock(7310441529)",
        .begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        .begin_writing = "BEGIN ISOLATION LEVEL READ COMMITTED",
        .lock_session = {.sql = "SELECT id FROM session WHERE id = :id FOR NO KEY UPDATE", .columns = 1},
        .empty_log = {},
        .count_version_tables = {
            .sql = "SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('schema_version')", .columns = 1}};
    return made;
  }

  std::unique_ptr<connection> connect() override {
    return std::make_unique<postgresql_connection>(url_, watch_);
  }

  connection_pool::lease reader() override { return connections_.take(limits_.call); }
  connection_pool::lease writer() override { return connections_.take(limits_.call); }

  void listen(core::session_feed::listener told) override {
    feed_.emplace(url_, limits_.call, std::move(told));
  }
  void committed(const core::session_id& /*session*/) override {}  // the feed hears of it

 private:
  /// libpq counts in seconds, and takes 1 for 2 (PostgreSQL 15, section 34.1.2).
  static std::chrono::seconds::rep connect_seconds(milliseconds within) {
    return std::max<std::chrono::seconds::rep>(std::chrono::ceil<std::chrono::seconds>(within).count(), 2);
  }

  std::unique_ptr<connection> connect_with_deadline() {
    auto made = connect();
    const auto call = std::to_string(limits_.call.count());
    made->run(set_parameter, {{"name", "statement_timeout"}, {"value", call}});
    // Locks of ours that we can't give back any more are gone soon.
    made->run(set_parameter, {{"name", "idle_in_transaction_session_timeout"}, {"value", call}});
    return made;
  }

  const limits limits_;
  const base::secret url_;
  call_watch watch_;
  connection_pool connections_;
  std::optional<postgresql_feed> feed_;
};

}  // namespace

std::unique_ptr<database> make_postgresql_database(const postgresql_server& server, const limits& limits) {
  return std::make_unique<postgresql_database>(server.url, limits);
}

}  // namespace flex_video::store
