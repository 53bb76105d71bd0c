#include "eraser.hpp"

#include "record_reader.hpp"
#include "tables.hpp"

#include "flex_video/core/erasable.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace flex_video::store {
namespace {

using core::kept_row;

struct erasing_statement {
  kept_row kind;
  statement_text text;
};

/// What refers to a session goes before it.
const erasing_statement of_session[]{
    {kept_row::still, {.sql = "DELETE FROM still WHERE session = :session"}},
    {kept_row::event, {.sql = "DELETE FROM event WHERE session = :session"}},
    {kept_row::invite, {.sql = "DELETE FROM invite WHERE session = :session"}},
    {kept_row::visit, {.sql = "DELETE FROM visit WHERE session = :session"}},
    {kept_row::session, {.sql = "DELETE FROM session WHERE id = :session"}}};
const statement_text erase_room{.sql = "DELETE FROM kept_room WHERE room = :room"};
/// A room that was asked for since is another call's.
const statement_text erase_note{
    .sql = "DELETE FROM noted_room WHERE unique_name = :unique_name AND noted_at <= :ended_at"};

/// Rooms that a call had before its last one are known by their name, which the next call of the task shares.
const statement_text erase_further_rooms{
    .sql =
        "DELETE FROM kept_room WHERE replace(state, :room_name, '') <> state "
        "AND NOT EXISTS (SELECT 1 FROM session WHERE room_name = :room_name) "
        "AND NOT EXISTS (SELECT 1 FROM noted_room WHERE unique_name = :room_name)"};

constexpr std::size_t webhooks_at_once = 100;
const statement_text pending_webhooks_after =
    select_from(webhooks_table(),
                "WHERE settled = 0 AND key > :key ORDER BY key LIMIT " + std::to_string(webhooks_at_once));
const statement_text erase_webhook{.sql = "DELETE FROM webhook WHERE key = :key"};
/// One that was applied has nothing but its key, and names the room there if it names anything.
const statement_text erase_applied_webhooks{
    .sql = "DELETE FROM webhook WHERE settled = 1 AND substr(key, 1, 34) = :room"};

std::size_t erased(connection& on, const statement_text& text, const std::vector<argument>& arguments) {
  return static_cast<std::size_t>(on.run(text, arguments).affected);
}

core::row_counts erase_session(connection& on, const core::session& session) {
  core::row_counts gone;
  for (const auto& [kind, text] : of_session)
    gone[kind] = erased(on, text, {{"session", to_cell(session.id)}});
  gone[kept_row::room] =
      erased(on, erase_room, {{"room", to_cell(session.room)}}) +
      erased(on, erase_note,
             {{"unique_name", to_cell(session.room_name)}, {"ended_at", to_cell(session.ended_at)}});
  return gone;
}

std::size_t erase_webhooks(connection& on, const std::vector<core::session>& sessions) {
  std::size_t gone = 0;
  for (const auto& session : sessions)
    gone += erased(on, erase_applied_webhooks, {{"room", to_cell(session.room)}});
  std::string after;
  for (bool more = !sessions.empty(); more;) {
    const auto page = rows_of<core::webhook>(on, pending_webhooks_after, {{"key", after}});
    for (const auto& webhook : page) {
      const auto is_about = [&](const core::session& session) { return core::concerns(webhook, session); };
      if (std::ranges::any_of(sessions, is_about)) gone += erased(on, erase_webhook, {{"key", webhook.key}});
    }
    more = page.size() == webhooks_at_once;
    if (more) after = page.back().key;
  }
  return gone;
}

/// Holds the sessions' rows until the transaction ends, in the order of their ids, lest two who hold several
/// wait for each other.
void lock_sessions(connection& on, const dialect& speech, std::vector<core::session>& sessions) {
  std::ranges::sort(sessions, {}, &core::session::id);
  if (speech.lock_session.sql.empty()) return;
  for (const auto& session : sessions) on.run(speech.lock_session, {{"id", to_cell(session.id)}});
}

}  // namespace

core::row_counts erase_sessions(connection& on, const dialect& speech, std::vector<core::session> sessions) {
  lock_sessions(on, speech, sessions);
  core::row_counts gone;
  for (const auto& session : sessions) gone += erase_session(on, session);
  return gone;
}

base::result<core::erasure> erase_customer(connection& on, const dialect& speech,
                                           const core::data_subject& whose, base::time_point now) {
  auto found = read_sessions(on, whose);
  lock_sessions(on, speech, found);
  found = read_sessions(on, whose);  // as they are now that nobody else changes them
  const auto may_go = [&](const core::session& session) { return core::erasable(session, now); };
  if (!std::ranges::all_of(found, may_go)) return base::fail(core::store_errc::in_use);
  core::erasure made;
  for (const auto& session : found) made.sessions.push_back(session.id);
  made.rows = erase_sessions(on, speech, found);
  for (const auto& session : found)
    made.rows[kept_row::room] += erased(on, erase_further_rooms, {{"room_name", to_cell(session.room_name)}});
  made.rows[kept_row::webhook] = erase_webhooks(on, found);
  return made;
}

}  // namespace flex_video::store
