#pragma once

#include "database.hpp"
#include "database_url.hpp"

#include "flex_video/store/open_store.hpp"

namespace flex_video::store {

/// PostgreSQL 15: as many connections as the limits allow, each call cut off as they say. Nothing is
/// connected yet.
std::unique_ptr<database> make_postgresql_database(const postgresql_server& server, const limits& limits);

}  // namespace flex_video::store
