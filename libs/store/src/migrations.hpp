#pragma once

#include "database.hpp"

#include "flex_video/base/clock.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace flex_video::store {

/// A file of migrations/, as it was built in: `0001_sessions.sql`, or `0001_sessions.postgresql.sql` for what
/// only one database is told, after the former.
struct migration_file {
  std::string_view name;
  std::string_view sql;
};
std::span<const migration_file> embedded_migrations();

struct migration {
  unsigned number;
  std::vector<std::string> scripts;
};

/// What a database of this dialect is told, by number. Throws std::logic_error unless the files are numbered
/// 1, 2, 3, …
std::vector<migration> migrations_for(std::string_view dialect, std::span<const migration_file> files);

/// The version that the tables are at; 0 while there are none. Changes nothing. Throws SOCI's exceptions.
unsigned version_of(connection& on, const dialect& speech);

/// Brings the tables from whatever version they are at to the last one, in one transaction, while nobody else
/// does; refuses with errc::newer_schema if they are beyond it. Throws SOCI's exceptions.
base::result<void> migrate(connection& on, const dialect& speech, const std::vector<migration>& migrations,
                           base::time_point now);

}  // namespace flex_video::store
