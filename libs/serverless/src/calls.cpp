#include "calls.hpp"

#include "stateless_session.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/escalation.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/core/invitation.hpp"
#include "flex_video/core/invite_code.hpp"
#include "flex_video/core/invites.hpp"
#include "flex_video/twilio/request_signature.hpp"
#include "flex_video/twilio/webhooks.hpp"
#include "flex_video/wire/codec.hpp"
#include "flex_video/wire/errc.hpp"

#include <algorithm>

namespace flex_video::serverless {
namespace {

using core::reservation_status;

template <class Sid>
base::result<Sid> sid_in(const function_call& call, std::string_view field) {
  const auto text = twilio::form_value(call.parameters, field);
  if (text.empty()) return base::fail(wire::errc::missing_field, std::string{field});
  const auto sid = Sid::parse(text);
  if (!sid) return base::fail(wire::errc::invalid_field, std::string{field});
  return *sid;
}

constexpr std::size_t longest_locale = 35;  // RFC 5646 section 4.4.1

}  // namespace

calls::calls(const settings& settings, replay& outside, base::random_source& random)
    : settings_(settings),
      outside_(outside),
      random_(random),
      cloud_(outside, settings.cloud, outside, random, outside),
      issuer_(settings.credentials),
      signer_(settings.link_key) {}

base::result<task_holder> calls::holder_of(const function_call& call, const core::task_sid& task) {
  const auto token = twilio::form_value(call.parameters, "Token");
  if (token.empty()) return base::fail(wire::errc::flex_token_missing);
  auto user = cloud_.identity().validate(token);
  if (!user) return std::unexpected{user.error()};
  auto reservation = cloud_.tasks().find_reservation(task, user->worker);
  if (!reservation) return std::unexpected{reservation.error()};
  return task_holder{*std::move(user), *std::move(reservation)};
}

base::result<core::session> calls::open(const task_holder& holder, const core::start_request& request,
                                        bool only_existing) {
  const auto& [user, reservation] = holder;
  if (const auto may = core::may_start(request, user, reservation); !may) return std::unexpected{may.error()};
  if (only_existing) return running_session(holder);
  const auto room = cloud_.video().create_room({.unique_name = core::room_name(request.task.text()),
                                                .max_participants = settings_.policy.max_participants,
                                                .longest_stay = settings_.policy.longest_call});
  if (!room) return std::unexpected{room.error()};
  return describe_session(request, user, reservation, *room, settings_.policy, outside_.now(), random_);
}

base::result<core::session> calls::running_session(const task_holder& holder) {
  const auto& [user, reservation] = holder;
  const auto room = cloud_.video().find_room(core::room_name(reservation.task.text()));
  if (!room) return std::unexpected{room.error()};
  if (!*room) return base::fail(core::errc::session_not_found);
  if (!reservation.conversation) return base::fail(core::errc::conversation_mismatch);
  return describe_session({.conversation = *reservation.conversation, .task = reservation.task, .locale = {}},
                          user, reservation, **room, settings_.policy, outside_.now(), random_);
}

std::string calls::token(std::string identity, const core::room_sid& room) {
  const auto now = outside_.now();
  return issuer_.issue({.identity = std::move(identity),
                        .room = room.str(),
                        .issued_at = now,
                        .expires_at = now + settings_.policy.longest_call,
                        .not_before = std::nullopt});
}

std::string calls::let_in(entry who) {
  auto admitting = token(who.identity, who.room);
  return wire::to_json(wire::join_answer{
      .token = std::move(admitting),
      .room = who.room,
      .ws_server = std::nullopt,
      .identity = std::move(who.identity),
      .display_name = std::move(who.display_name),
      .role = wire::to_wire(who.role),
      .expires_at = std::chrono::floor<std::chrono::seconds>(outside_.now()) + settings_.policy.longest_call,
      .peer_name = std::move(who.peer_name)});
}

/// The code stands in the fragment, which no browser sends and no server logs.
std::string calls::link(const core::invite& invite) {
  return settings_.base_url + "/video-room.html#" + core::write_invite_code(invite, signer_);
}

base::result<std::string> calls::get_tokens(const function_call& call) {
  const auto task = sid_in<core::task_sid>(call, "taskSid");
  if (!task) return std::unexpected{task.error()};
  const auto held = holder_of(call, *task);
  if (!held) return std::unexpected{held.error()};
  if (!held->reservation.conversation) return base::fail(core::errc::conversation_mismatch);
  const auto session =
      open(*held, {.conversation = *held->reservation.conversation, .task = *task, .locale = {}}, false);
  if (!session) return std::unexpected{session.error()};
  const auto customer = core::customer_identity(core::visit_id::generate(random_));
  return wire::to_json(
      wire::tokens_answer{.agent_token = token(core::agent_identity(session->worker), session->room),
                          .customer_token = token(customer, session->room),
                          .room_name = session->room_name,
                          .agent_link = link(core::agent_invite(*session, settings_.policy, outside_.now())),
                          .customer_link = link(core::customer_invite(*session))});
}

base::result<std::string> calls::start(const function_call& call) {
  const auto conversation = sid_in<core::conversation_sid>(call, "conversationSid");
  if (!conversation) return std::unexpected{conversation.error()};
  const auto task = sid_in<core::task_sid>(call, "taskSid");
  if (!task) return std::unexpected{task.error()};
  const auto locale = twilio::form_value(call.parameters, "locale");
  if (locale.size() > longest_locale) return base::fail(wire::errc::invalid_field, "locale");
  const auto held = holder_of(call, *task);
  if (!held) return std::unexpected{held.error()};
  const bool only_existing = twilio::form_value(call.parameters, "onlyExisting") == "true";
  const auto session = open(
      *held, {.conversation = *conversation, .task = *task, .locale = std::string{locale}}, only_existing);
  if (!session) return std::unexpected{session.error()};
  auto customer_link = link(core::customer_invite(*session));
  auto message = core::invitation_text(locale, customer_link);
  return wire::to_json(wire::started_session{.session = wire::to_wire(*session),
                                             .customer_link = std::move(customer_link),
                                             .message = std::move(message),
                                             .windowed = false});
}

base::result<std::string> calls::join(const function_call& call) {
  const auto code = twilio::form_value(call.parameters, "code");
  if (!code.empty()) return join_by_code(code);
  const auto task = sid_in<core::task_sid>(call, "taskSid");
  if (!task) return std::unexpected{task.error()};
  const auto held = holder_of(call, *task);
  if (!held) return std::unexpected{held.error()};
  const auto session = running_session(*held);
  if (!session) return std::unexpected{session.error()};
  if (const auto may = core::may_join(*session, held->reservation); !may) return std::unexpected{may.error()};
  return let_in({.room = session->room,
                 .role = core::invite_role::agent,
                 .identity = core::agent_identity(session->worker),
                 .display_name = session->agent_name,
                 .peer_name = session->customer_name});
}

/// Everybody who comes is somebody else: what would tell two devices apart is stored nowhere.
base::result<std::string> calls::join_by_code(std::string_view code) {
  const auto invite = core::parse_invite_code(code, signer_, outside_.now());
  if (!invite) return std::unexpected{invite.error()};
  const auto room = room_of(invite->session);
  const auto report = cloud_.video().inspect_room(room);
  if (!report) return std::unexpected{report.error()};
  if (!report->in_progress) return base::fail(core::errc::session_ended);
  if (report->identities.size() >= settings_.policy.max_participants)
    return base::fail(core::errc::room_full);
  const auto visit = core::visit_id::generate(random_);
  const bool agent = invite->role == core::invite_role::agent;
  return let_in({.room = room,
                 .role = invite->role,
                 .identity = agent ? "agent:" + visit.str() : core::customer_identity(visit),
                 .display_name = agent ? "Agent" : "Customer",
                 .peer_name = agent ? "Customer" : "Agent"});
}

base::result<std::string> calls::end(const function_call& call) {
  const auto task = sid_in<core::task_sid>(call, "taskSid");
  if (!task) return std::unexpected{task.error()};
  const auto held = holder_of(call, *task);
  if (!held) return std::unexpected{held.error()};
  const auto status = held->reservation.status;
  if (status != reservation_status::accepted && status != reservation_status::wrapping &&
      status != reservation_status::completed)
    return base::fail(core::errc::task_not_accepted);
  auto session = running_session(*held);
  if (!session && session.error().code == make_error_code(core::errc::session_not_found))
    return base::fail(core::errc::session_ended);
  if (!session) return std::unexpected{session.error()};
  if (const auto closed = cloud_.video().complete_room(session->room); !closed)
    return std::unexpected{closed.error()};
  session->state = core::session_state::ended;
  session->ended_at = outside_.now();
  session->end_reason = core::end_reason::agent_ended;
  return wire::to_json(wire::session_answer{wire::to_wire(*session)});
}

base::result<std::string> calls::task_event(const function_call& call) {
  if (!settings_.auth_token) return base::fail(settings_errc::missing, "AUTH_TOKEN");
  const twilio::request_validator validator{*settings_.auth_token};
  const auto signature = twilio::form_value(call.headers, "x-twilio-signature");
  const auto signed_by_twilio =
      validator.check_form(settings_.base_url + "/task-event", signature, call.parameters);
  if (!signed_by_twilio) return base::fail(wire::errc::webhook_forged);
  const auto task = twilio::read_task_end(call.parameters);
  if (!task) return base::fail(wire::errc::webhook_malformed);
  if (!*task) return "{}";
  const auto room = cloud_.video().find_room(core::room_name((*task)->text()));
  if (!room) return std::unexpected{room.error()};
  if (*room) {
    if (const auto closed = cloud_.video().complete_room((*room)->sid); !closed)
      return std::unexpected{closed.error()};
  }
  return "{}";
}

}  // namespace flex_video::serverless
