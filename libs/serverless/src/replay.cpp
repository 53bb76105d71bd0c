#include "replay.hpp"

#include <algorithm>
#include <string>

namespace flex_video::serverless {
namespace {

base::secret as_key(std::span<const std::byte> seed) {
  return base::secret{std::string{reinterpret_cast<const char*>(seed.data()), seed.size()}};
}

}  // namespace

seeded_random::seeded_random(std::span<const std::byte> seed) : mac_(as_key(seed)) {}

void seeded_random::fill(std::span<std::byte> bytes) {
  while (!bytes.empty()) {
    const auto block = mac_(std::to_string(blocks_++));
    const auto taken = std::min(bytes.size(), block.size());
    std::copy_n(block.begin(), taken, bytes.begin());
    bytes = bytes.subspan(taken);
  }
}

const finished_step* replay::next() {
  if (taken_ == call_.steps.size()) return nullptr;
  const auto& step = call_.steps[taken_++];
  now_ = std::max(now_, step.at);
  return &step;
}

base::result<net::client_answer> replay::send(const net::client_request& request) {
  if (wanted_) return base::fail(net::client_errc::broken);
  if (left() <= left().zero()) return base::fail(net::client_errc::timed_out);
  const auto* step = next();
  if (!step) {
    auto asked = request;
    asked.timeout = std::min(asked.timeout, left());
    wanted_ = std::move(asked);
    return base::fail(net::client_errc::broken);
  }
  if (const auto* answer = std::get_if<net::client_answer>(&step->outcome)) return *answer;
  const auto* failure = std::get_if<net::client_errc>(&step->outcome);
  return base::fail(failure ? *failure : net::client_errc::broken);
}

void replay::wait(std::chrono::milliseconds time) {
  if (wanted_) return;
  if (time >= left()) {
    now_ += left();  // there would be no time for anything after it
  } else if (!next()) {
    wanted_ = time;
  }
}

}  // namespace flex_video::serverless
