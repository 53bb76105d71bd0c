#pragma once

#include <array>
#include <cstddef>
#include <mutex>
#include <span>

namespace flex_video::base {

/// Where ids and keys get their bits from; tests inject a counting one to get stable ids.
class random_source {
 public:
  virtual ~random_source() = default;
  /// Fills all of `bytes`. Any thread. Throws only if the operating system gives no entropy (a failed start).
  virtual void fill(std::span<std::byte> bytes) = 0;
};

/// The operating system's cryptographic generator, asked for several ids' worth at a time. Each byte is
/// handed out once and forgotten.
class system_random final : public random_source {
 public:
  system_random() = default;
  system_random(const system_random&) = delete;
  system_random& operator=(const system_random&) = delete;
  ~system_random() override;

  void fill(std::span<std::byte> bytes) override;

 private:
  std::mutex mutex_;
  std::array<std::byte, 256> stock_{};  ///< getentropy(3) gives no more at once
  std::size_t left_ = 0;                ///< how many of its last bytes nobody has had
};

/// Predictable bytes for tests: every fill is different, every run the same.
class counting_random final : public random_source {
 public:
  void fill(std::span<std::byte> bytes) override;

 private:
  unsigned long long calls_ = 0;
};

}  // namespace flex_video::base
