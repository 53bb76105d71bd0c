#pragma once

#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/server/metrics.hpp"

// The ports to Twilio (or to our own rooms) with their calls counted and timed. The references must outlive
// them; threads and refusals are those of what is behind them.
namespace flex_video::server {

class measured_video final : public core::video_provider {
 public:
  measured_video(core::video_provider& video, metrics& counts) : video_(video), counts_(counts) {}

  base::result<core::room> create_room(const core::room_request& request) override;
  base::result<std::optional<core::room>> find_room(std::string_view unique_name) override;
  base::result<void> complete_room(const core::room_sid& room) override;
  base::result<core::room_report> inspect_room(const core::room_sid& room) override;
  base::result<void> remove_participant(const core::room_sid& room, std::string_view identity) override;
  base::result<void> set_audiences(const core::room_sid& room,
                                   const std::vector<core::audience>& audiences) override;
  base::result<void> set_recording(const core::room_sid& room, core::recording_state wanted,
                                   const std::vector<std::string>& publishers) override;
  base::result<std::vector<core::recording>> recordings(const core::room_sid& room) override;

 private:
  core::video_provider& video_;
  metrics& counts_;
};

class measured_identity final : public core::flex_identity {
 public:
  measured_identity(core::flex_identity& identity, metrics& counts) : identity_(identity), counts_(counts) {}

  base::result<core::flex_user> validate(std::string_view token) override;

 private:
  core::flex_identity& identity_;
  metrics& counts_;
};

class measured_tasks final : public core::task_directory {
 public:
  measured_tasks(core::task_directory& tasks, metrics& counts) : tasks_(tasks), counts_(counts) {}

  base::result<core::reservation> find_reservation(const core::task_sid& task,
                                                   const core::worker_sid& worker) override;
  base::result<bool> has_other_task(const core::conversation_sid& conversation,
                                    const core::task_sid& task) override;

 private:
  core::task_directory& tasks_;
  metrics& counts_;
};

class measured_messages final : public core::conversation_messages {
 public:
  measured_messages(core::conversation_messages& messages, metrics& counts)
      : messages_(messages), counts_(counts) {}

  base::result<std::optional<base::time_point>> last_by_whatsapp(const core::conversation_sid& conversation,
                                                                 base::time_point since) override;
  base::result<void> send(const core::conversation_sid& conversation,
                          const core::template_message& message) override;

 private:
  core::conversation_messages& messages_;
  metrics& counts_;
};

}  // namespace flex_video::server
