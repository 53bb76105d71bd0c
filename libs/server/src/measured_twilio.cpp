#include "flex_video/server/measured_twilio.hpp"

#include <chrono>

namespace flex_video::server {
namespace {

provider_outcome outcome_of(const std::error_code& refusal) {
  const bool unavailable =
      refusal == core::provider_errc::unavailable || refusal == core::identity_errc::unavailable ||
      refusal == core::task_errc::unavailable || refusal == core::message_errc::unavailable;
  return unavailable ? provider_outcome::unavailable : provider_outcome::refused;
}

/// Makes the call, and has its outcome and time counted.
template <class Call>
auto counted(metrics& counts, provider_operation operation, Call call) {
  const auto began = std::chrono::steady_clock::now();
  auto answer = call();
  const auto took = std::chrono::steady_clock::now() - began;
  counts.provider_call(operation, answer ? provider_outcome::ok : outcome_of(answer.error().code),
                       std::chrono::duration_cast<std::chrono::microseconds>(took));
  return answer;
}

}  // namespace

base::result<core::room> measured_video::create_room(const core::room_request& request) {
  return counted(counts_, provider_operation::create_room, [&] { return video_.create_room(request); });
}

base::result<std::optional<core::room>> measured_video::find_room(std::string_view unique_name) {
  return counted(counts_, provider_operation::find_room, [&] { return video_.find_room(unique_name); });
}

base::result<void> measured_video::complete_room(const core::room_sid& room) {
  return counted(counts_, provider_operation::complete_room, [&] { return video_.complete_room(room); });
}

base::result<core::room_report> measured_video::inspect_room(const core::room_sid& room) {
  return counted(counts_, provider_operation::inspect_room, [&] { return video_.inspect_room(room); });
}

base::result<void> measured_video::remove_participant(const core::room_sid& room, std::string_view identity) {
  return counted(counts_, provider_operation::remove_participant,
                 [&] { return video_.remove_participant(room, identity); });
}

base::result<void> measured_video::set_audiences(const core::room_sid& room,
                                                 const std::vector<core::audience>& audiences) {
  return counted(counts_, provider_operation::set_audiences,
                 [&] { return video_.set_audiences(room, audiences); });
}

base::result<void> measured_video::set_recording(const core::room_sid& room, core::recording_state wanted,
                                                 const std::vector<std::string>& publishers) {
  return counted(counts_, provider_operation::set_recording,
                 [&] { return video_.set_recording(room, wanted, publishers); });
}

base::result<std::vector<core::recording>> measured_video::recordings(const core::room_sid& room) {
  return counted(counts_, provider_operation::list_recordings, [&] { return video_.recordings(room); });
}

base::result<core::flex_user> measured_identity::validate(std::string_view token) {
  return counted(counts_, provider_operation::validate_token, [&] { return identity_.validate(token); });
}

base::result<core::reservation> measured_tasks::find_reservation(const core::task_sid& task,
                                                                 const core::worker_sid& worker) {
  return counted(counts_, provider_operation::find_reservation,
                 [&] { return tasks_.find_reservation(task, worker); });
}

base::result<bool> measured_tasks::has_other_task(const core::conversation_sid& conversation,
                                                  const core::task_sid& task) {
  return counted(counts_, provider_operation::find_tasks,
                 [&] { return tasks_.has_other_task(conversation, task); });
}

base::result<std::optional<base::time_point>> measured_messages::last_by_whatsapp(
    const core::conversation_sid& conversation, base::time_point since) {
  return counted(counts_, provider_operation::find_messages,
                 [&] { return messages_.last_by_whatsapp(conversation, since); });
}

base::result<void> measured_messages::send(const core::conversation_sid& conversation,
                                           const core::template_message& message) {
  return counted(counts_, provider_operation::send_message,
                 [&] { return messages_.send(conversation, message); });
}

}  // namespace flex_video::server
