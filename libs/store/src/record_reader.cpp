#include "record_reader.hpp"

#include "tables.hpp"

#include <algorithm>
#include <utility>

namespace flex_video::store {
namespace {

const statement_text session_by_id = select_from(sessions_table(), "WHERE id = :id");
const statement_text sessions_by_conversation =
    select_from(sessions_table(), "WHERE conversation = :conversation ORDER BY seq");
const statement_text visits_by_session = select_from(visits_table(), "WHERE session = :session ORDER BY seq");
const statement_text invites_by_session =
    select_from(invites_table(), "WHERE session = :session ORDER BY ordinal");
const statement_text events_after =
    select_from(events_table(), "WHERE session = :session AND number > :number ORDER BY number");
const statement_text stills_by_session =
    select_from(stills_table(), "WHERE session = :session ORDER BY number");

}  // namespace

core::session_record read_record(connection& on, core::session session) {
  const std::vector<argument> owner{{"session", to_cell(session.id)}};
  return {.session = std::move(session),
          .visits = rows_of<core::visit>(on, visits_by_session, owner),
          .invites = rows_of<core::issued_invite>(on, invites_by_session, owner)};
}

std::vector<core::event> read_events(connection& on, const core::session_id& session, unsigned after) {
  return rows_of<core::event>(on, events_after, {{"session", to_cell(session)}, {"number", to_cell(after)}});
}

std::vector<core::still> read_stills(connection& on, const core::session_id& session) {
  return rows_of<core::still>(on, stills_by_session, {{"session", to_cell(session)}});
}

std::vector<core::session> read_sessions(connection& on, const core::data_subject& whose) {
  std::vector<core::session> found;
  const auto add = [&](const statement_text& text, const argument& by) {
    for (auto& session : rows_of<core::session>(on, text, {by})) {
      if (std::ranges::find(found, session.id, &core::session::id) == found.end())
        found.push_back(std::move(session));
    }
  };
  for (const auto& conversation : whose.conversations)
    add(sessions_by_conversation, {"conversation", to_cell(conversation)});
  for (const auto& id : whose.sessions) add(session_by_id, {"id", to_cell(id)});
  std::ranges::stable_sort(found, {}, &core::session::opened_at);
  return found;
}

}  // namespace flex_video::store
