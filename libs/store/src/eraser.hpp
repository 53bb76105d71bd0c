#pragma once

#include "database.hpp"

#include "flex_video/core/ports/customer_data.hpp"

/// Deletes within the transaction that `on` is in. Both throw SOCI's exceptions and unreadable_row, and then
/// the transaction has to be taken back.
namespace flex_video::store {

/// Sessions, with all that belongs to them and the rows of their rooms. What somebody else has deleted
/// meanwhile is not counted.
core::row_counts erase_sessions(connection& on, const dialect& speech, std::vector<core::session> sessions);

/// As customer_data::erase(), but for the receipt.
base::result<core::erasure> erase_customer(connection& on, const dialect& speech,
                                           const core::data_subject& whose, base::time_point now);

}  // namespace flex_video::store
