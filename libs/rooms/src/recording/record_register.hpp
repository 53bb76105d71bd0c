#pragma once

#include "rest/room_record.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace flex_video::rooms {

/// The records of all recordings or compositions there are, and of the last that have no file.
template <class Record>
class record_register {
  using sid_type = decltype(Record::sid);

 public:
  /// `gone` is how many are remembered of those without a file; the oldest are forgotten first.
  explicit record_register(std::size_t gone = 1'000) : gone_(gone) {}

  /// A number that none has.
  ordinal count() { return ++last_; }
  /// What is known of one now. Also of one that a server before this one made.
  void put(const Record& record) {
    last_ = std::max(last_, record.ordinal);
    by_sid_.insert_or_assign(record.sid, record.ordinal);
    records_.insert_or_assign(record.ordinal, record);
    if (is_gone(record)) forget_oldest();
  }
  void remove(ordinal which) {
    const auto known = records_.find(which);
    if (known == records_.end()) return;
    by_sid_.erase(known->second.sid);
    records_.erase(known);
  }
  /// Null if it is not known. Valid until the next put().
  const Record* find(std::string_view sid) const {
    const auto parsed = sid_type::parse(sid);
    const auto known = parsed ? by_sid_.find(*parsed) : by_sid_.end();
    return known == by_sid_.end() ? nullptr : &records_.at(known->second);
  }
  const Record* find(ordinal which) const {
    const auto known = records_.find(which);
    return known == records_.end() ? nullptr : &known->second;
  }
  /// Newest first. Valid until the next put().
  std::vector<const Record*> all() const {
    std::vector<const Record*> newest_first;
    for (auto each = records_.rbegin(); each != records_.rend(); ++each)
      newest_first.push_back(&each->second);
    return newest_first;
  }

 private:
  void forget_oldest() {
    const auto gone = [](const auto& each) { return is_gone(each.second); };
    if (static_cast<std::size_t>(std::ranges::count_if(records_, gone)) <= gone_) return;
    remove(std::ranges::find_if(records_, gone)->first);
  }

  std::size_t gone_;
  ordinal last_ = 0;
  std::map<ordinal, Record> records_;
  std::unordered_map<sid_type, ordinal> by_sid_;
};

}  // namespace flex_video::rooms
