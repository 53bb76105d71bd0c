#include "original_tokens.hpp"

#include "flex_video/core/errc.hpp"
#include "flex_video/core/identity.hpp"
#include "flex_video/wire/errc.hpp"

namespace flex_video::server {
namespace {

bool can_name_a_room(std::string_view task) {
  constexpr std::size_t longest = 64;
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  return !task.empty() && task.size() <= longest && task.find_first_not_of(allowed) == std::string_view::npos;
}

}  // namespace

/// Every token is a customer of its own: two people with one fixed identity would put each other out of the
/// room.
std::string original_tokens::customer_token(const core::room_sid& room, base::time_point now) {
  return access_.token(core::customer_identity(core::visit_id::generate(ports_.random)), room, now);
}

base::result<wire::tokens_answer> original_tokens::issue(const core::flex_user& user, std::string_view task) {
  const auto sid = core::task_sid::parse(task);
  if (!sid) return base::fail(wire::errc::invalid_field, "taskSid");
  const auto reservation = ports_.tasks.find_reservation(*sid, user.worker);
  if (!reservation) return std::unexpected{reservation.error()};
  if (!reservation->conversation) return base::fail(core::errc::conversation_mismatch);
  const core::start_request request{.conversation = *reservation->conversation, .task = *sid, .locale = {}};
  auto opened = sessions_.open(user, request, *reservation);
  if (!opened) return std::unexpected{opened.error()};
  auto& session = opened->session;
  const auto now = ports_.clock.now();
  return wire::tokens_answer{
      .agent_token = access_.token(core::agent_identity(session.worker), session.room, now),
      .customer_token = customer_token(session.room, now),
      .room_name = std::move(session.room_name),
      .agent_link = links_.agent_link(session, now),
      .customer_link = links_.customer_link(session)};
}

base::result<wire::tokens_answer> original_tokens::issue_to_anybody(std::string_view task) {
  if (!can_name_a_room(task)) return base::fail(wire::errc::invalid_field, "taskSid");
  auto room = ports_.video.create_room({.unique_name = core::room_name(task),
                                        .max_participants = options_.policy.max_participants,
                                        .longest_stay = options_.policy.longest_call});
  if (!room) return std::unexpected{room.error()};
  const auto now = ports_.clock.now();
  const auto agent = "agent:" + core::visit_id::generate(ports_.random).str();
  return wire::tokens_answer{.agent_token = access_.token(agent, room->sid, now),
                             .customer_token = customer_token(room->sid, now),
                             .room_name = std::move(room->unique_name),
                             .agent_link = std::nullopt,
                             .customer_link = std::nullopt};
}

}  // namespace flex_video::server
