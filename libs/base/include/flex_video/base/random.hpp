#pragma once

#include <cstddef>
#include <span>

namespace flex_video::base {

/// Where ids and keys get their bits from; tests inject a counting one to get stable ids.
class random_source {
 public:
  virtual ~random_source() = default;
  /// Fills all of `bytes`. Any thread. Throws only if the operating system gives no entropy (a failed start).
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The operating system's cryptographic generator.
class system_random final : public random_source {
 public:
  void fill(std::span<std::byte> bytes) override;
};

/// Predictable bytes for tests: every fill is different, every run the same.
class counting_random final : public random_source {
 public:
  void fill(std::span<std::byte> bytes) override;

 private:
  unsigned long long calls_ = 0;
};

}  // namespace flex_video::base
