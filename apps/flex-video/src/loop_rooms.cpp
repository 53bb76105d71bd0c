#include "loop_rooms.hpp"

#include <future>
#include <memory>
#include <string>

namespace flex_video::app {

/// `call` runs on the loop, perhaps after the caller has given up: it must hold its arguments by value.
template <class Call>
auto loop_rooms::on_loop(Call call) {
  using answer = decltype(call(rooms_));
  const auto promised = std::make_shared<std::promise<answer>>();
  auto answered = promised->get_future();
  loop_.post([promised, call = std::move(call), &rooms = rooms_] { promised->set_value(call(rooms)); });
  if (answered.wait_for(patience) == std::future_status::ready) return answered.get();
  return answer{base::fail(core::provider_errc::unavailable, "the loop gives no answer")};
}

base::result<core::room> loop_rooms::create_room(const core::room_request& request) {
  return on_loop([request](core::video_provider& rooms) { return rooms.create_room(request); });
}

base::result<std::optional<core::room>> loop_rooms::find_room(std::string_view unique_name) {
  return on_loop(
      [name = std::string{unique_name}](core::video_provider& rooms) { return rooms.find_room(name); });
}

base::result<void> loop_rooms::complete_room(const core::room_sid& room) {
  return on_loop([room](core::video_provider& rooms) { return rooms.complete_room(room); });
}

base::result<core::room_report> loop_rooms::inspect_room(const core::room_sid& room) {
  return on_loop([room](core::video_provider& rooms) { return rooms.inspect_room(room); });
}

base::result<void> loop_rooms::remove_participant(const core::room_sid& room, std::string_view identity) {
  return on_loop([room, who = std::string{identity}](core::video_provider& rooms) {
    return rooms.remove_participant(room, who);
  });
}

base::result<void> loop_rooms::set_audiences(const core::room_sid& room,
                                             const std::vector<core::audience>& audiences) {
  return on_loop(
      [room, audiences](core::video_provider& rooms) { return rooms.set_audiences(room, audiences); });
}

base::result<void> loop_rooms::set_recording(const core::room_sid& room, core::recording_state wanted,
                                             const std::vector<std::string>& publishers) {
  return on_loop([room, wanted, publishers](core::video_provider& rooms) {
    return rooms.set_recording(room, wanted, publishers);
  });
}

base::result<std::vector<core::recording>> loop_rooms::recordings(const core::room_sid& room) {
  return on_loop([room](core::video_provider& rooms) { return rooms.recordings(room); });
}

}  // namespace flex_video::app
