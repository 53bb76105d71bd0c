#include "change_writer.hpp"

#include "tables.hpp"

#include <set>

namespace flex_video::store {
namespace {

const statement_text insert_session = insert_versioned(sessions_table());
const statement_text update_session = update_versioned(sessions_table());
const statement_text insert_visit = insert_versioned(visits_table());
const statement_text update_visit = update_versioned(visits_table());

const statement_text put_invite{
    .sql =
        "INSERT INTO invite (session, role, ordinal, expires_at, revoked) "
        "VALUES (:session, :role, :ordinal, :expires_at, :revoked) "
        "ON CONFLICT (session, ordinal) DO UPDATE "
        "SET role = excluded.role, expires_at = excluded.expires_at, revoked = excluded.revoked"};

const statement_text insert_event{
    .sql =
        "INSERT INTO event (id, session, visit, kind, actor, detail, at, number) "
        "VALUES (:id, :session, :visit, :kind, :actor, :detail, :at, "
        "(SELECT COALESCE(MAX(number), 0) + 1 FROM event WHERE session = :session))"};

const statement_text insert_still{
    .sql =
        "INSERT INTO still (id, session, visit, type, bytes, taken_at, image, number) "
        "VALUES (:id, :session, :visit, :type, :bytes, :taken_at, :image, "
        "(SELECT COALESCE(MAX(number), 0) + 1 FROM still WHERE session = :session))"};

const statement_text settle_room{
    .sql = "DELETE FROM noted_room WHERE unique_name = :unique_name AND noted_at <= :noted_at"};

template <class Row>
bool put(connection& on, const Row& row, const statement_text& insert, const statement_text& update) {
  return on.run(row.version == 0 ? insert : update, arguments_of(row)).affected == 1;
}

/// Whoever numbers a session's events holds its row, so that numbers are given in the order of commits.
/// Before anything that refers to the row, lest two that do wait for each other; in the order of ids for the
/// same reason.
void lock_sessions(connection& on, const dialect& speech, const core::change& change) {
  if (speech.lock_session.sql.empty()) return;
  std::set<core::session_id> numbered;
  for (const auto& event : change.events) {
    if (!change.session || event.session != change.session->id) numbered.insert(event.session);
  }
  for (const auto& id : numbered) on.run(speech.lock_session, {{"id", to_cell(id)}});
}

}  // namespace

base::result<void> write_change(connection& on, const dialect& speech, const core::change& change) {
  if (change.session && !put(on, *change.session, insert_session, update_session))
    return base::fail(core::store_errc::conflict, "session");
  lock_sessions(on, speech, change);
  for (const auto& visit : change.visits) {
    if (!put(on, visit, insert_visit, update_visit)) return base::fail(core::store_errc::conflict, "visit");
  }
  for (const auto& invite : change.invites) on.run(put_invite, arguments_of(invite));
  for (const auto& event : change.events) on.run(insert_event, arguments_of(event));
  for (const auto& still : change.stills) on.run(insert_still, arguments_of(still));
  if (change.settled_room) on.run(settle_room, arguments_of(*change.settled_room));
  return {};
}

}  // namespace flex_video::store
