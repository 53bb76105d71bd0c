#pragma once

#include "database.hpp"

#include "flex_video/core/ports/session_store.hpp"

namespace flex_video::store {

/// Writes a change within the transaction that `on` is in. Refuses with store_errc::conflict if a row is not
/// at its version; throws SOCI's exceptions, of which some are conflicts too. Either way the transaction has
/// to be taken back.
base::result<void> write_change(connection& on, const dialect& speech, const core::change& change);

}  // namespace flex_video::store
