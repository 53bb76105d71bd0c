#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace flex_video::net {

/// How many bytes all large bodies of one server may have together while they are being read and answered, so
/// that nobody fills its memory by announcing them.
class body_budget {
 public:
  explicit body_budget(std::size_t bytes) : left_(std::make_shared<std::size_t>(bytes)) {}

  /// Bytes that are given back when it goes. May outlive the budget.
  class lease {
   public:
    lease() = default;
    lease(lease&& other) noexcept : left_(std::move(other.left_)), bytes_(std::exchange(other.bytes_, 0)) {}
    lease& operator=(lease&& other) noexcept {
      std::swap(left_, other.left_);
      std::swap(bytes_, other.bytes_);
      return *this;
    }
    ~lease() {
      if (left_) *left_ += bytes_;
    }

    explicit operator bool() const { return left_ != nullptr; }

   private:
    friend body_budget;
    lease(std::shared_ptr<std::size_t> left, std::size_t bytes) : left_(std::move(left)), bytes_(bytes) {
      *left_ -= bytes_;
    }

    std::shared_ptr<std::size_t> left_;
    std::size_t bytes_ = 0;
  };

  /// False if so many are not left.
  lease take(std::size_t bytes) { return bytes > *left_ ? lease{} : lease{left_, bytes}; }

 private:
  std::shared_ptr<std::size_t> left_;
};

}  // namespace flex_video::net
