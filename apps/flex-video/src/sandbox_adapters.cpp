#include "sandbox_adapters.hpp"

namespace flex_video::app {
namespace {

core::reservation_status to_core(sandbox::reservation_status status) {
  switch (status) {
    case sandbox::reservation_status::pending:
      return core::reservation_status::pending;
    case sandbox::reservation_status::accepted:
      return core::reservation_status::accepted;
    case sandbox::reservation_status::wrapping:
      return core::reservation_status::wrapping;
    case sandbox::reservation_status::completed:
      return core::reservation_status::completed;
    default:
      return core::reservation_status::other;
  }
}

}  // namespace

base::result<core::flex_user> sandbox_identity::validate(std::string_view token) {
  auto user = twilio_.validate_flex_token(token);
  if (!user) {
    const bool expired = user.error().code == make_error_code(sandbox::errc::token_expired);
    return base::fail(expired ? core::identity_errc::expired : core::identity_errc::invalid);
  }
  return core::flex_user{user->worker, std::move(user->identity), std::move(user->display_name),
                         std::move(user->roles), user->expires_at};
}

base::result<core::reservation> sandbox_tasks::find_reservation(const core::task_sid& task,
                                                                const core::worker_sid& worker) {
  auto held = twilio_.find_reservation(task.text(), worker.text());
  if (!held) return base::fail(core::task_errc::not_reserved);
  return core::reservation{held->sid,
                           held->task,
                           held->worker,
                           to_core(held->status),
                           held->conversation,
                           std::move(held->channel_type),
                           std::move(held->customer_name)};
}

base::result<bool> sandbox_tasks::has_other_task(const core::conversation_sid& conversation,
                                                 const core::task_sid& task) {
  return twilio_.has_other_task(conversation.text(), task.text());
}

}  // namespace flex_video::app
