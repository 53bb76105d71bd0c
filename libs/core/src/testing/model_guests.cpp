// What guests, and agents on a second device, do in the model.
#include "samples.hpp"
#include "testing/model_world.hpp"

#include "flex_video/core/identity.hpp"
#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/lobby.hpp"
#include "flex_video/core/stills.hpp"

namespace flex_video::core::model {

using decision = base::result<std::optional<change>>;

void model_world::redeem() {
  if (links_.empty()) return;
  const auto& link = dice_.pick_recent(links_);
  const auto device = dice_.pick(devices_);
  const auto invite = parse_invite_code(link.code, signer_, now());
  if (invite.has_value() != (now() < link.invite.expires_at)) break_rule("a link admits until it expires");
  if (!invite) return;
  happening what;
  const auto came = decide(invite->session, [&](const session_record& record, happening& now_so) -> decision {
    auto redeemed = core::redeem(record, *invite, device, policy_, now(), random_);
    if (!redeemed) return std::unexpected{redeemed.error()};
    now_so.coming = coming{&link, device, redeemed->visit, redeemed->returning, record.session.worker};
    what = now_so;
    if (redeemed->returning) return std::nullopt;
    return std::move(redeemed->change);
  });
  if (came == outcome::unchanged) judge(what);
}

void model_world::redeem_forged() {
  if (links_.empty()) return;
  auto code = dice_.pick_recent(links_).code;
  auto& letter = dice_.pick(code);
  letter = letter == 'x' ? 'y' : 'x';
  if (parse_invite_code(code, signer_, now())) break_rule("a forged link admits nobody");
}

void model_world::join() {
  const auto* visit = some_visit();
  if (!visit || !visit->device) return;
  const auto id = visit->id;
  const auto session = visit->session;
  const auto record = *store_.find_session(session);
  if (join_visit(record, *find_visit(record, id), policy_, now(), random_)) ensure_open(session);
  decide(session, [&](const session_record& found, happening& what) -> decision {
    const auto* present = find_visit(found, id);
    if (!present) return std::nullopt;
    auto joined = join_visit(found, *present, policy_, now(), random_);
    if (!joined) return std::unexpected{joined.error()};
    const bool agent = present->role == invite_role::agent;
    if (!agent && found.session.recording == recording_state::on && !consented(*present))
      break_rule("nobody comes into a recording without having agreed to it");
    what.joined = id;
    what.token =
        access{agent ? agent_identity(found.session.worker) : guest_identity(*present), found.session.room};
    return *std::move(joined);
  });
}

void model_world::signal() {
  const auto* visit = some_visit();
  if (!visit || !visit->device) return;
  using enum page_signal_kind;
  const page_signal_kind kinds[]{opened,    camera_asked, camera_denied, camera_granted,
                                 connected, quality,      help_agreed,   help_declined,
                                 rated,     left,         left,          consented};
  const page_signal told{.kind = dice_.pick(kinds), .value = 1, .version = "1", .language = "en"};
  const auto id = visit->id;
  decide(visit->session, [&](const session_record& record, happening&) -> decision {
    const auto* present = find_visit(record, id);
    if (!present) return std::nullopt;
    auto recorded = record_signal(record, *present, told, now(), random_);
    if (!recorded) return std::unexpected{recorded.error()};
    return *std::move(recorded);
  });
}

void model_world::take_still() {
  const auto* visit = some_visit();
  if (!visit) return;
  const std::string image = samples::still().image;
  const auto id = visit->id;
  decide(visit->session, [&](const session_record& record, happening&) -> decision {
    const auto* present = find_visit(record, id);
    if (!present) return std::nullopt;
    auto kept = dice_.one_in(3) ? keep_still(record.session, image, now(), random_)
                                : keep_still(record, *present, image, now(), random_);
    if (!kept) return std::unexpected{kept.error()};
    return *std::move(kept);
  });
}

void model_world::connect() {
  if (!tokens_.empty()) provider_.connect(dice_.pick_recent(tokens_), now());
}

}  // namespace flex_video::core::model
