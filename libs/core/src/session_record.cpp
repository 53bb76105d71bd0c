#include "flex_video/core/session_record.hpp"

#include "flex_video/core/ports/session_store.hpp"

#include <algorithm>

namespace flex_video::core {
namespace {

/// Writes `row` over the one it replaces, or behind the last.
template <class Row, class Same>
void put(std::vector<Row>& rows, const Row& row, Same same) {
  const auto known = std::ranges::find_if(rows, same);
  if (known == rows.end()) {
    rows.push_back(row);
  } else {
    *known = row;
  }
}

}  // namespace

const visit* find_visit(const session_record& record, const visit_id& id) {
  const auto found = std::ranges::find(record.visits, id, &visit::id);
  return found == record.visits.end() ? nullptr : &*found;
}

const issued_invite* find_invite(const session_record& record, std::uint8_t ordinal) {
  const auto found = std::ranges::find(record.invites, ordinal,
                                       [](const issued_invite& issued) { return issued.invite.ordinal; });
  return found == record.invites.end() ? nullptr : &*found;
}

unsigned taken_places(const session_record& record) {
  constexpr unsigned agent = 1;
  return agent + static_cast<unsigned>(std::ranges::count_if(record.visits, holds_a_place));
}

bool has_free_place(const session_record& record, const policy& policy) {
  return taken_places(record) < policy.max_participants;
}

bool somebody_in_room(const session_record& record) {
  return record.session.agent_in_room || std::ranges::any_of(record.visits, [](const visit& visit) {
           return visit.role != invite_role::agent && visit.state == visit_state::in_room;
         });
}

void apply(session_record& record, const change& change) {
  if (change.session) record.session = *change.session;
  for (const auto& visit : change.visits)
    put(record.visits, visit, [&](const core::visit& known) { return known.id == visit.id; });
  for (const auto& issued : change.invites) {
    put(record.invites, issued,
        [&](const issued_invite& known) { return known.invite.ordinal == issued.invite.ordinal; });
  }
}

}  // namespace flex_video::core
