#include "invitations.hpp"

#include "decide.hpp"

#include "flex_video/core/escalation.hpp"
#include "flex_video/core/invitation_record.hpp"
#include "flex_video/core/messaging_window.hpp"

#include <optional>
#include <string>

namespace flex_video::server {

base::result<wire::invitation_answer> invitations::send(const core::flex_user& user, std::string_view session,
                                                        bool again) {
  const auto record = sessions_.find_owned(user, session);
  if (!record) return std::unexpected{record.error()};
  const auto& conversation = record->session.conversation;
  const auto& task = record->session.task;
  if (const auto lasts = core::require_not_ended(record->session); !lasts)
    return std::unexpected{lasts.error()};
  const auto reservation = ports_.tasks.find_reservation(task, user.worker);
  if (!reservation) return std::unexpected{reservation.error()};
  if (const auto may = core::may_start({conversation, task, {}}, user, *reservation); !may)
    return std::unexpected{may.error()};
  if (!core::has_messaging_window(reservation->channel_type))
    return wire::invitation_answer{wire::invitation_sender::agent};

  const auto now = ports_.clock.now();
  const auto written = ports_.messages.last_by_whatsapp(conversation, now - core::whatsapp_window);
  if (!written) return std::unexpected{written.error()};
  const auto content =
      core::template_to_send(*written, now, record->session.locale, options_.invitation_templates);
  if (!content) return std::unexpected{content.error()};
  if (!*content) return wire::invitation_answer{wire::invitation_sender::agent};
  if (const auto sent = send_template(user, session, **content, again); !sent)
    return std::unexpected{sent.error()};
  return wire::invitation_answer{wire::invitation_sender::service};
}

/// What is sent is stored first: of two replicas that are asked at once, one sends. If this process dies in
/// between, the agent sees no message, and sends it once more.
base::result<void> invitations::send_template(const core::flex_user& user, std::string_view session,
                                              const core::content_sid& content, bool again) {
  std::optional<core::event> sending;
  const auto record = decide(
      ports_, [&] { return sessions_.find_owned(user, session); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        sending.reset();
        const auto events = ports_.store.events_of(found.session.id);
        if (!events) return std::unexpected{events.error()};
        auto change =
            core::record_invitation(found, *events, content, again, ports_.clock.now(), ports_.random);
        if (change && *change) sending = (*change)->events.front();
        return change;
      });
  if (!record) return std::unexpected{record.error()};
  if (!sending) return {};
  const auto sent =
      ports_.messages.send(record->session.conversation,
                           core::invitation_message(record->session, user.identity, content,
                                                    links_.customer_code(record->session), *sending));
  if (sent) return {};
  static_cast<void>(decide(
      ports_, [&] { return sessions_.find_owned(user, session); },
      [&](const core::session_record& found) -> base::result<std::optional<core::change>> {
        return core::record_invitation_failed(found.session, ports_.clock.now(), ports_.random);
      }));
  return std::unexpected{sent.error()};
}

}  // namespace flex_video::server
