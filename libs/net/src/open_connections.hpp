#pragma once

#include "deadline.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_set>

namespace flex_video::net {

/// All that a server has open, so that it can be counted, swept for missed deadlines, drained and cut off.
class open_connections {
 public:
  class member {
   public:
    member() = default;
    virtual ~member() = default;
    member(const member&) = delete;
    member& operator=(const member&) = delete;

    /// Gives up whatever has waited past its deadline.
    virtual void sweep(steady_time now) = 0;
    /// Ends soon, in the orderly way of its protocol.
    virtual void drain() = 0;
    /// Ends now. What the application hears about the end, it hears during this call.
    virtual void cut() = 0;
  };

  void add(std::shared_ptr<member> one);
  /// Harmless if it is not, or no longer, in here.
  void remove(const std::shared_ptr<member>& one);
  std::size_t size() const { return members_.size(); }

  void sweep(steady_time now);
  void drain();
  /// Cuts everything off; empty afterwards.
  void cut();

  /// Called whenever the last one has left.
  void on_empty(std::function<void()> callback) { on_empty_ = std::move(callback); }

 private:
  std::unordered_set<std::shared_ptr<member>> members_;
  std::function<void()> on_empty_;
};

}  // namespace flex_video::net
