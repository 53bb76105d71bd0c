#include "testing/model_world.hpp"

#include "samples.hpp"
#include "testing/model_rules.hpp"

#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/spelling.hpp"

#include <algorithm>
#include <numeric>

namespace flex_video::core::model {

const std::vector<model_world::deed> model_world::deeds{
    {"start", 10, &model_world::start},
    {"transfer", 3, &model_world::transfer},
    {"the agent joins", 8, &model_world::join_as_agent},
    {"/get-tokens", 2, &model_world::get_tokens},
    {"a link for the agent", 3, &model_world::give_agent_link},
    {"admit", 8, &model_world::admit},
    {"deny", 4, &model_world::deny},
    {"remove", 4, &model_world::remove},
    {"invite", 4, &model_world::invite},
    {"revoke", 2, &model_world::revoke},
    {"record", 3, &model_world::record},
    {"the link is sent", 2, &model_world::send_invitation},
    {"supervise", 4, &model_world::supervise},
    {"end", 2, &model_world::end},
    {"the task ends", 1, &model_world::end_task},
    {"redeem", 16, &model_world::redeem},
    {"redeem a forged link", 1, &model_world::redeem_forged},
    {"join", 14, &model_world::join},
    {"signal", 6, &model_world::signal},
    {"take a still", 2, &model_world::take_still},
    {"connect", 16, &model_world::connect},
    {"drop out", 6, &model_world::drop_out},
    {"the room closes", 1, &model_world::close_room},
    {"a report", 20, &model_world::deliver},
    {"a strange report", 3, &model_world::tell_strange_things},
    {"look", 4, &model_world::look},
    {"look, late", 3, &model_world::look_late},
    {"sweep", 3, &model_world::sweep},
    {"wait", 4, &model_world::wait}};

model_world::model_world(const core::policy& policy, std::uint64_t seed)
    : policy_(policy), dice_(seed), provider_(room_places(policy)) {
  for (unsigned char number = 1; number <= 5; ++number)
    devices_.push_back(samples::id<device_id>(static_cast<unsigned char>(0xd0 + number)));
  for (unsigned char number = 1; number <= 2; ++number) {
    auto held = samples::reservation(samples::ada, samples::sid_of<"WT">(number));
    held.conversation = samples::sid_of<"CH">(number);
    reservations_.push_back(held);
  }
}

void model_world::step() {
  static const auto weights = std::accumulate(
      deeds.begin(), deeds.end(), 0u, [](unsigned sum, const deed& next) { return sum + next.weight; });
  clock_.advance(std::chrono::milliseconds{dice_.below(3000)});
  auto left = dice_.below(weights);
  auto next = deeds.begin();
  for (; left >= next->weight; ++next) left -= next->weight;
  story_.push_back(next->name);
  (this->*next->happens)();
}

std::string model_world::story() const {
  std::string told;
  for (const auto* name : story_) told.append(told.empty() ? "" : ", ").append(name);
  for (const auto& event : stored().events) {
    told += "\n  " + event.session.str().substr(18) + ' ' + std::to_string(event.number) + ' ';
    told.append(name_of(event.kind)).append(" by ").append(event.actor).append(" " + event.detail);
  }
  return told;
}

bool model_world::commit(const session_id& id, const change& change, happening what) {
  if (auto before = store_.find_session(id)) what.before = *std::move(before);
  if (!store_.commit(change)) return false;
  what.after = *store_.find_session(id);
  what.change = change;
  for (const auto& identity : change.expelled) {
    // That the provider puts somebody out may get lost; then a look at the room finds it.
    if (settling_ || !dice_.one_in(5)) provider_.remove(what.after->session.room, identity, now());
  }
  judge(what);
  if (what.token) tokens_.push_back(*std::move(what.token));
  return true;
}

void model_world::judge(const happening& what) {
  if (const auto* rule = broken_rule(*this, what)) break_rule(rule);
  remember(what);
}

void model_world::break_rule(const std::string& rule) {
  if (broken_.empty()) broken_ = rule;
}

void model_world::remember(const happening& what) {
  if (what.coming && what.coming->link->worker && !what.coming->returning)
    ledger_.agents.emplace_back(what.coming->visit.id, *what.coming->link->worker);
  if (!what.after) return;
  const auto& session = what.after->session;
  const auto known = [&](const ledger::ending& ending) { return ending.session == session.id; };
  if (session.ended_at && session.end_reason && std::ranges::none_of(ledger_.ended, known))
    ledger_.ended.push_back({session.id, *session.end_reason, *session.ended_at});
}

const session* model_world::some_session() {
  const auto& sessions = stored().sessions;
  if (sessions.empty()) return nullptr;
  const auto* some = &dice_.pick(sessions);
  return ended(*some) && !dice_.one_in(4) ? &sessions.back() : some;
}

const visit* model_world::some_visit() {
  const auto& visits = stored().visits;
  return visits.empty() ? nullptr : &dice_.pick_recent(visits);
}

const visit* model_world::own_visit(const session& session) {
  const auto& visits = stored().visits;
  for (int tries = 0; tries < 4 && !visits.empty(); ++tries) {
    const auto& some = dice_.pick(visits);
    if (some.session == session.id) return &some;
  }
  return nullptr;
}

visit_id model_world::some_visit_id(const session& session) {
  const auto* visit = dice_.one_in(20) ? some_visit() : own_visit(session);
  return visit ? visit->id : samples::id<visit_id>(0xff);
}

void model_world::give(const core::invite& invite, std::optional<worker_sid> worker) {
  links_.push_back({invite, write_invite_code(invite, signer_), worker});
}

}  // namespace flex_video::core::model
