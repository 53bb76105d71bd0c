#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace flex_video::net {

/// Lends what is read into, so that a connection holds nothing while there is nothing to read.
class read_blocks {
 public:
  class block {
   public:
    static constexpr std::size_t size = std::size_t{16} * 1024;  ///< a TLS record's most, too

    char* data() { return bytes_.data(); }
    std::string_view unread() const { return {bytes_.data() + begin_, end_ - begin_}; }
    void fill(std::size_t bytes) { std::tie(begin_, end_) = std::pair{std::size_t{0}, bytes}; }
    void consume(std::size_t bytes) { begin_ += bytes; }

   private:
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::array<char, size> bytes_;
  };
  using loan = std::unique_ptr<block>;

  loan take() {
    if (spare_.empty()) return std::make_unique_for_overwrite<block>();
    auto taken = std::move(spare_.back());
    spare_.pop_back();
    return taken;
  }

  void give_back(loan returned) {
    if (spare_.size() < most_spare) spare_.push_back(std::move(returned));
  }

  std::size_t spare() const { return spare_.size(); }

 private:
  static constexpr std::size_t most_spare = 16;
  std::vector<loan> spare_;
};

}  // namespace flex_video::net
