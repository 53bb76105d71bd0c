#pragma once

#include "cloud/rest_caller.hpp"

#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/twilio/video_rest.hpp"

namespace flex_video::server::cloud {

/// Rooms by Twilio Video.
class twilio_video final : public core::video_provider {
 public:
  /// Both must outlive this.
  twilio_video(rest_caller& api, const twilio_cloud_options& options) : api_(api), options_(options) {}

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
  base::result<std::optional<core::room>> find(std::string_view unique_name, base::time_point deadline);
  base::result<core::room_report> inspect(const core::room_sid& room, base::time_point deadline);

  rest_caller& api_;
  const twilio_cloud_options& options_;
};

}  // namespace flex_video::server::cloud
