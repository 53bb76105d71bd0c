#include "recording/recording_register.hpp"

#include <algorithm>

namespace flex_video::rooms {
namespace {

bool is_gone(const recording_record& recording) {
  return recording.status == recording_status::deleted || recording.status == recording_status::failed;
}

}  // namespace

void recording_register::put(const recording_record& recording) {
  last_ = std::max(last_, recording.ordinal);
  by_sid_.insert_or_assign(recording.sid, recording.ordinal);
  recordings_.insert_or_assign(recording.ordinal, recording);
  if (is_gone(recording)) forget_oldest();
}

void recording_register::remove(ordinal which) {
  const auto known = recordings_.find(which);
  if (known == recordings_.end()) return;
  by_sid_.erase(known->second.sid);
  recordings_.erase(known);
}

const recording_record* recording_register::find(std::string_view sid) const {
  const auto parsed = twilio::recording_sid::parse(sid);
  const auto known = parsed ? by_sid_.find(*parsed) : by_sid_.end();
  return known == by_sid_.end() ? nullptr : &recordings_.at(known->second);
}

const recording_record* recording_register::find(ordinal which) const {
  const auto known = recordings_.find(which);
  return known == recordings_.end() ? nullptr : &known->second;
}

std::vector<const recording_record*> recording_register::all() const {
  std::vector<const recording_record*> newest_first;
  for (auto each = recordings_.rbegin(); each != recordings_.rend(); ++each)
    newest_first.push_back(&each->second);
  return newest_first;
}

void recording_register::forget_oldest() {
  const auto gone = [](const auto& each) { return is_gone(each.second); };
  if (static_cast<std::size_t>(std::ranges::count_if(recordings_, gone)) <= gone_) return;
  remove(std::ranges::find_if(recordings_, gone)->first);
}

}  // namespace flex_video::rooms
