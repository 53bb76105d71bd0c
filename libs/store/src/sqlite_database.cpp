#include "sqlite_database.hpp"

#include <soci/sqlite3/soci-sqlite3.h>

#include <fcntl.h>
#include <filesystem>
#include <unistd.h>
#include <utility>

namespace flex_video::store {
namespace {

using namespace sqlite_api;

class sqlite_connection final : public connection {
 public:
  explicit sqlite_connection(const std::string& path)
      : connection(std::make_unique<soci::session>(soci::sqlite3, "dbname=\"" + path + "\"")) {
    sqlite3_extended_result_codes(handle(), 1);  // to tell a unique violation from the other constraints
  }

  void execute(const std::string& sql) override {
    const auto code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw soci::sqlite3_soci_error{sqlite3_errmsg(handle()), code};
  }

  bool reusable() override { return sqlite3_get_autocommit(handle()) != 0; }

 private:
  ::sqlite_api::sqlite3* handle() {
    return static_cast<soci::sqlite3_session_backend*>(session().get_backend())->conn_;
  }
};

class sqlite_database final : public database {
 public:
  sqlite_database(std::string path, const limits& limits)
      : path_(std::move(path)),
        limits_(limits),
        writers_(1, [this] { return connect(); }),
        readers_(limits.connections, [this] { return connect(); }) {}

  const dialect& speech() const override {
    static const dialect made{
        .name = "sqlite",
        .begin_migrating = "BEGIN EXCLUSIVE",
        .begin_reading = "BEGIN",
        .begin_writing = "BEGIN IMMEDIATE",
        .lock_session = {},
        .empty_log = "PRAGMA wal_checkpoint(TRUNCATE)",
        .count_version_tables = {.sql = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'schema_version'",
                                 .columns = 1}};
    return made;
  }

  std::unique_ptr<connection> connect() override {
    if (!std::filesystem::exists(path_)) make_file();
    auto made = std::make_unique<sqlite_connection>(path_);
    made->execute("PRAGMA busy_timeout = " + std::to_string(limits_.call.count()));
    made->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    made->execute("PRAGMA secure_delete = ON");  // what is deleted is overwritten, not only let go
    return made;
  }

  connection_pool::lease reader() override { return readers_.take(limits_.call); }
  connection_pool::lease writer() override { return writers_.take(limits_.call); }

  void listen(core::session_feed::listener told) override { told_ = std::move(told); }
  void committed(const core::session_id& session) override {
    if (told_) told_(session);
  }

 private:
  /// The rows hold what a device is known by, so the file is nobody else's. SQLite's side files follow it.
  /// Never one that is there: closing a file lets go of all locks that this process holds on it (fcntl(2)),
  /// and another program that closes the database would delete the log under us.
  void make_file() const {
    const int file = ::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file >= 0) ::close(file);
  }

  const std::string path_;
  const limits limits_;
  connection_pool writers_, readers_;
  core::session_feed::listener told_;
};

}  // namespace

std::unique_ptr<database> make_sqlite_database(const sqlite_file& file, const limits& limits) {
  return std::make_unique<sqlite_database>(file.path, limits);
}

}  // namespace flex_video::store
