#pragma once

#include "database.hpp"
#include "database_url.hpp"

#include "flex_video/store/open_store.hpp"

namespace flex_video::store {

/// SQLite 3 in WAL mode: one connection writes, the others read beside it. A commit is on the disk when it is
/// answered (synchronous=FULL), whatever happens to the power. Nothing is opened yet.
std::unique_ptr<database> make_sqlite_database(const sqlite_file& file, const limits& limits);

}  // namespace flex_video::store
