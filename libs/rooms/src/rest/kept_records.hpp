#pragma once

#include "rest/room_memory.hpp"
#include "rest/room_register.hpp"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// The records, and the callbacks that wait, of which the room server keeps what outlives it.
class kept_records final : public room_watcher {
 public:
  using waiting = std::function<std::vector<status_callback>(const twilio::room_sid&)>;
  using sender = std::function<void(status_callback)>;

  /// `records` must outlive this.
  kept_records(room_register& records, waiting waiting_of, sender send)
      : records_(records), waiting_of_(std::move(waiting_of)), send_(std::move(send)) {}

  void changed(const room& room) override { records_.changed(room); }
  void ended(const room& room) override { records_.ended(room); }
  void forget(const twilio::room_sid& sid) override { records_.forget(sid); }

  std::string memory_of(const twilio::room_sid& sid) const override {
    return write_room_memory(records_.find(sid.text()), waiting_of_(sid));
  }

  void recall(const std::string& memory) override {
    auto known = read_room_memory(memory);
    if (!known) return;  // of a room that was kept before there were memories
    if (known->record) records_.restore(std::move(*known->record));
    for (auto& callback : known->callbacks) send_(std::move(callback));
  }

 private:
  room_register& records_;
  waiting waiting_of_;
  sender send_;
};

}  // namespace flex_video::rooms
