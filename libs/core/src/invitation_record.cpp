#include "flex_video/core/invitation_record.hpp"

#include "event_row.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invites.hpp"

#include <algorithm>
#include <ranges>
#include <utility>

namespace flex_video::core {
namespace {

bool is_about_sending(const event& event) {
  return event.kind == event_kind::invitation_sent || event.kind == event_kind::invitation_failed ||
         event.kind == event_kind::link_renewed;
}

/// When the present link was sent; nothing if it was not.
std::optional<base::time_point> sent_at(const std::vector<event>& events) {
  const auto newest_first = std::views::reverse(events);
  const auto last = std::ranges::find_if(newest_first, is_about_sending);
  if (last == newest_first.end() || last->kind != event_kind::invitation_sent) return std::nullopt;
  return last->at;
}

event row(const session& session, event_kind kind, std::string detail, base::time_point now,
          base::random_source& random) {
  return event_row(session.id, kind, {.actor = agent_identity(session.worker), .detail = std::move(detail)},
                   now, random);
}

}  // namespace

base::result<std::optional<change>> record_invitation(const session_record& record,
                                                      const std::vector<event>& events,
                                                      const content_sid& content, bool again,
                                                      base::time_point now, base::random_source& random) {
  const auto& session = record.session;
  if (const auto stands = require_standing(record, customer_invite(session)); !stands)
    return std::unexpected{stands.error()};
  if (session.link_expires_at <= now) return base::fail(errc::invite_expired);
  const auto sent = sent_at(events);
  if (sent && (!again || now < *sent + same_click)) return std::nullopt;
  return change{.session = session,
                .events = {row(session, event_kind::invitation_sent, content.str(), now, random)}};
}

change record_invitation_failed(const session& session, base::time_point now, base::random_source& random) {
  return {.session = session, .events = {row(session, event_kind::invitation_failed, {}, now, random)}};
}

template_message invitation_message(const session& session, std::string author, const content_sid& content,
                                    std::string code, const event& sending) {
  return {.author = std::move(author),
          .content = content,
          .variables = {std::move(code), session.customer_name, session.agent_name},
          .session = session.id,
          .sending = sending.id};
}

}  // namespace flex_video::core
