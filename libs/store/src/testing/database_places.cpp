#include "database_places.hpp"

#include "flex_video/base/encoding.hpp"
#include "flex_video/base/random.hpp"

#include <array>
#include <cstdlib>
#include <optional>
#include <sqlite3.h>
#include <stdexcept>
#include <utility>

#include <libpq-fe.h>

namespace flex_video::store::testing {
namespace {

std::string unique_name() {
  base::system_random random;
  std::array<std::byte, 8> bytes;
  random.fill(bytes);
  return "flex_video_test_" + base::to_hex(bytes);
}

std::string server_of_environment() {
  const char* const url = std::getenv("FLEX_VIDEO_TEST_POSTGRESQL");
  if (!url)
    throw std::runtime_error{
        "FLEX_VIDEO_TEST_POSTGRESQL is not set; export it as what `script/postgresql start build/postgresql` "
        "prints"};
  return url;
}

using connection = std::shared_ptr<PGconn>;

std::string ask(const connection& on, const std::string& sql) {
  const std::unique_ptr<PGresult, void (*)(PGresult*)> answer{PQexec(on.get(), sql.c_str()), &PQclear};
  const auto status = PQresultStatus(answer.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    throw std::runtime_error{sql + ": " + PQerrorMessage(on.get())};
  return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : std::string{};
}

connection connect(const std::string& url) {
  connection made{PQconnectdb(url.c_str()), &PQfinish};
  PQsetNoticeProcessor(made.get(), [](void*, const char*) {}, nullptr);
  return made;
}

}  // namespace

sqlite_place::sqlite_place() : folder_(std::filesystem::temp_directory_path() / unique_name()) {
  std::filesystem::create_directory(folder_);
}

sqlite_place::~sqlite_place() { std::filesystem::remove_all(folder_); }

namespace {

/// Runs `sql`, and writes the first column of its first row to `first`.
std::shared_ptr<::sqlite3> run(const std::string& path, const std::string& sql,
                               std::optional<std::string>& first) {
  ::sqlite3* on = nullptr;
  const int opened = sqlite3_open(path.c_str(), &on);
  std::shared_ptr<::sqlite3> held{on, [](::sqlite3* open) { sqlite3_close(open); }};
  const auto take = [](void* into, int /*columns*/, char** row, char** /*names*/) {
    auto& taken = *static_cast<std::optional<std::string>*>(into);
    if (!taken) taken = row[0] ? row[0] : "";
    return 0;
  };
  if (opened != SQLITE_OK || sqlite3_exec(on, sql.c_str(), take, &first, nullptr) != SQLITE_OK)
    throw std::runtime_error{sql + ": " + sqlite3_errmsg(on)};
  return held;
}

}  // namespace

std::string sqlite_place::execute(const std::string& sql) const {
  std::optional<std::string> first;
  run(path(), sql, first);
  return first.value_or("");
}

std::shared_ptr<void> sqlite_place::hold(const std::string& sql) const {
  std::optional<std::string> first;
  return run(path(), sql, first);
}

postgresql_place::postgresql_place() : postgresql_place(server_of_environment()) {}

postgresql_place::postgresql_place(std::string server_url)
    : server_url_(std::move(server_url)),
      name_(unique_name()),
      url_(server_url_.substr(0, server_url_.rfind('/') + 1) + name_) {
  ask(connect(server_url_), "CREATE DATABASE " + name_);
}

postgresql_place::~postgresql_place() {
  try {
    ask(connect(server_url_), "DROP DATABASE " + name_ + " WITH (FORCE)");
  } catch (const std::runtime_error&) {
    // A test that stopped its server for good has nothing to tidy up.
  }
}

std::string postgresql_place::execute(const std::string& sql) const { return ask(connect(url_), sql); }

std::shared_ptr<void> postgresql_place::hold(const std::string& sql) const {
  const auto held = connect(url_);
  ask(held, sql);
  return held;
}

}  // namespace flex_video::store::testing
