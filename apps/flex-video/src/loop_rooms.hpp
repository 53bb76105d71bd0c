#pragma once

#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/net/event_loop.hpp"

#include <chrono>

namespace flex_video::app {

/// Our own rooms, which live on the loop, for callers on other threads. Each call waits until the loop has
/// answered it: provider_errc::unavailable if that takes longer than `patience`, as it does while the program
/// ends. Never to be called on the loop.
class loop_rooms final : public core::video_provider {
 public:
  static constexpr std::chrono::seconds patience{5};

  /// Both must outlive the last call, and `loop` runs meanwhile.
  loop_rooms(net::event_loop& loop, core::video_provider& rooms) : loop_(loop), rooms_(rooms) {}

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
  template <class Call>
  auto on_loop(Call call);

  net::event_loop& loop_;
  core::video_provider& rooms_;
};

}  // namespace flex_video::app
