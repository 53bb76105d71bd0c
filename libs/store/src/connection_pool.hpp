#pragma once

#include "connection.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

namespace flex_video::store {

/// All connections were in use for too long.
struct no_connection : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Connections that calls use one after another. Any thread.
class connection_pool {
 public:
  using opener = std::function<std::unique_ptr<connection>()>;
  /// At most `most` at a time, at least one, made by `open`, which may throw.
  connection_pool(std::size_t most, opener open);

  /// A connection in use by one call; it goes back to the pool, which must live longer.
  class lease {
   public:
    lease(connection_pool& from, std::unique_ptr<connection> held) : from_(&from), held_(std::move(held)) {}
    lease(lease&&) = default;
    lease& operator=(lease&&) = delete;
    ~lease() {
      if (held_) from_->give_back(std::move(held_));
    }
    connection& operator*() const { return *held_; }
    connection* operator->() const { return held_.get(); }

   private:
    connection_pool* from_;
    std::unique_ptr<connection> held_;
  };

  /// Waits for a free one for as long as `within`, then throws no_connection; throws what `open` throws. The
  /// call that uses it may be cut off after twice `within` from now.
  lease take(std::chrono::milliseconds within);

 private:
  std::unique_ptr<connection> idle_or_new();
  void give_back(std::unique_ptr<connection> used);
  void count_down();

  const std::size_t most_;
  const opener open_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<connection>> idle_;
  std::size_t taken_ = 0;
};

}  // namespace flex_video::store
