#pragma once

#include "connection.hpp"

#include "flex_video/core/ports/session_store.hpp"
#include "flex_video/core/ports/webhook_inbox.hpp"

#include <string>
#include <string_view>
#include <vector>

/// How each row of core's is spread over the columns of its table, and read again. Reading throws
/// unreadable_row.
namespace flex_video::store {

struct table {
  std::string_view name;
  std::vector<std::string_view> columns;  ///< in the order of writing and reading
};

const table& sessions_table();
const table& visits_table();
const table& invites_table();
const table& events_table();
const table& stills_table();  ///< all but the images
const table& webhooks_table();
const table& noted_rooms_table();

std::vector<argument> arguments_of(const core::session& session);
std::vector<argument> arguments_of(const core::visit& visit);
std::vector<argument> arguments_of(const core::issued_invite& issued);
std::vector<argument> arguments_of(const core::event& event);  ///< all but its number
std::vector<argument> arguments_of(const core::kept_still& kept);
std::vector<argument> arguments_of(const core::webhook& webhook);
std::vector<argument> arguments_of(const core::noted_room& room);

template <class Row>
Row read_row(const row& cells);
template <>
core::session read_row(const row& cells);
template <>
core::visit read_row(const row& cells);
template <>
core::issued_invite read_row(const row& cells);
template <>
core::event read_row(const row& cells);
template <>
core::still read_row(const row& cells);
template <>
core::webhook read_row(const row& cells);
template <>
core::noted_room read_row(const row& cells);

/// All rows that a SELECT of the row's table finds. Throws SOCI's exceptions and unreadable_row.
template <class Row>
std::vector<Row> rows_of(connection& on, const statement_text& text, const std::vector<argument>& arguments) {
  std::vector<Row> read;
  for (const auto& cells : on.run(text, arguments).rows) read.push_back(read_row<Row>(cells));
  return read;
}

/// `SELECT <columns> FROM <table> <rest>`
statement_text select_from(const table& table, const std::string& rest);
/// A new row of version 1, from the row's arguments.
statement_text insert_versioned(const table& table);
/// The row of exactly `:version` becomes the next one.
statement_text update_versioned(const table& table);

}  // namespace flex_video::store
