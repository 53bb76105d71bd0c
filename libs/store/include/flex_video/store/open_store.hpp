#pragma once

#include "flex_video/base/result.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/store/sql_store.hpp"

#include <chrono>
#include <cstddef>
#include <memory>

namespace flex_video::store {

struct limits {
  /// Of one statement, of the wait for a lock or a free connection, and of connecting (there in whole
  /// seconds, 2 at least). A call that takes longer than twice this is cut off.
  std::chrono::milliseconds call{5'000};
  /// At most, at a time. On SQLite those that read; one more writes. At least 1.
  std::size_t connections = 8;
};

/// Opens the database and brings its tables up to date, under a lock, so that several may start at once. The
/// url is `sqlite:<path>`, a path alone (the file is made, for this user alone, its folder is not), or
/// `postgresql://user:password@host:port/database?parameters` as libpq reads it
/// (https://www.postgresql.org/docs/15/libpq-connect.html#LIBPQ-CONNSTRING), with every '@' in the password
/// written as %40. No error tells the url or the password.
base::result<std::unique_ptr<sql_store>> open_store(const base::secret& url, const limits& limits = {});

/// The version of a database's tables.
struct schema {
  unsigned version = 0;  ///< 0 while there are no tables
  unsigned known = 0;    ///< the last one that this program knows, which open_store() brings them to
};

/// Reads it and changes nothing, for who checks a set-up while a server may be running on it. A SQLite file
/// that is not there is not made, and at version 0. Refuses with errc::invalid_url and errc::unreachable.
base::result<schema> read_schema(const base::secret& url, const limits& limits = {});

enum class errc {
  invalid_url = 1,  ///< neither a path nor a url of PostgreSQL; the detail says what is wrong with it
  unreachable,      ///< the database can't be opened, or refuses us
  newer_schema,     ///< a newer version of this program has changed the tables
  not_migrated,     ///< a migration failed; the tables are as they were
};
std::error_code make_error_code(errc code);

}  // namespace flex_video::store

template <>
struct std::is_error_code_enum<flex_video::store::errc> : std::true_type {};
