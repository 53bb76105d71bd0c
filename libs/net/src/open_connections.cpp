#include "open_connections.hpp"

#include <utility>
#include <vector>

namespace flex_video::net {
namespace {

using members = std::unordered_set<std::shared_ptr<open_connections::member>>;

// The application may do anything when it hears of an end, so nobody iterates over the set itself.
std::vector<std::shared_ptr<open_connections::member>> snapshot(const members& all) {
  return {all.begin(), all.end()};
}

}  // namespace

void open_connections::add(std::shared_ptr<member> one) { members_.insert(std::move(one)); }

void open_connections::remove(const std::shared_ptr<member>& one) {
  if (members_.erase(one) != 0 && members_.empty() && on_empty_) on_empty_();
}

void open_connections::sweep(steady_time now) {
  for (const auto& one : snapshot(members_)) one->sweep(now);
}

void open_connections::drain() {
  for (const auto& one : snapshot(members_)) one->drain();
}

void open_connections::cut() {
  for (const auto& one : snapshot(members_)) {
    one->cut();
    remove(one);
  }
}

}  // namespace flex_video::net
