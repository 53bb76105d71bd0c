#pragma once

#include "connection.hpp"

#include "flex_video/core/ports/customer_data.hpp"

#include <vector>

/// Reads sessions and what belongs to them, within the transaction that `on` is in. All throw SOCI's
/// exceptions and unreadable_row.
namespace flex_video::store {

/// The session with its visits and invites.
core::session_record read_record(connection& on, core::session session);
/// Its events with a greater number than `after`, by their numbers.
std::vector<core::event> read_events(connection& on, const core::session_id& session, unsigned after = 0);
/// Its pictures but for their images, in the order of writing.
std::vector<core::still> read_stills(connection& on, const core::session_id& session);
/// Each session that is meant, once, in the order in which they were opened.
std::vector<core::session> read_sessions(connection& on, const core::data_subject& whose);

}  // namespace flex_video::store
