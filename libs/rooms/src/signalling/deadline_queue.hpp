#pragma once

#include "flex_video/base/clock.hpp"

#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace flex_video::rooms {

/// At most one deadline for each key, the earliest first.
template <class Key>
class deadline_queue {
 public:
  /// Replaces the key's deadline; nothing removes it.
  void set(const Key& key, std::optional<base::time_point> at) {
    if (const auto known = times_.find(key); known != times_.end()) {
      order_.erase({known->second, key});
      times_.erase(known);
    }
    if (!at) return;
    times_.emplace(key, *at);
    order_.emplace(*at, key);
  }

  /// Gives the key that deadline, unless it has an earlier one.
  void bring_forward(const Key& key, base::time_point at) {
    const auto known = times_.find(key);
    if (known == times_.end() || known->second > at) set(key, at);
  }

  bool contains(const Key& key) const { return times_.contains(key); }

  std::optional<base::time_point> next() const {
    return order_.empty() ? std::nullopt : std::optional{order_.begin()->first};
  }

  /// The keys whose deadline is not after `now`, which have none then.
  std::vector<Key> take_due(base::time_point now) {
    std::vector<Key> due;
    while (!order_.empty() && order_.begin()->first <= now) {
      due.push_back(order_.begin()->second);
      times_.erase(due.back());
      order_.erase(order_.begin());
    }
    return due;
  }

 private:
  std::set<std::pair<base::time_point, Key>> order_;
  std::unordered_map<Key, base::time_point> times_;
};

}  // namespace flex_video::rooms
