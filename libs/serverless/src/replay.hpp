#pragma once

#include "flex_video/base/random.hpp"
#include "flex_video/server/twilio_cloud.hpp"
#include "flex_video/serverless/functions.hpp"
#include "flex_video/twilio/hmac.hpp"

#include <cstdint>
#include <optional>

namespace flex_video::serverless {

/// Random bytes that are the same in every run of one call: HMAC-SHA256 of a counter under the call's seed.
class seeded_random final : public base::random_source {
 public:
  explicit seeded_random(std::span<const std::byte> seed);
  void fill(std::span<std::byte> bytes) override;

 private:
  twilio::hmac_sha256 mac_;
  std::uint32_t blocks_ = 0;
};

/// The outside as one call has seen it so far. What is asked for first beyond that is what the call is to do
/// next; everything after it fails at once, so that the run comes to an end that nobody looks at.
class replay final : public net::http_client, public server::waiter, public base::clock {
 public:
  /// `call` must outlive this.
  explicit replay(const function_call& call) : call_(call), now_(call.began) {}

  base::result<net::client_answer> send(const net::client_request& request) override;
  void wait(std::chrono::milliseconds time) override;
  base::time_point now() const override { return now_; }

  /// Nothing when the run needed no more than what has happened already.
  const std::optional<next_step>& wanted() const { return wanted_; }

 private:
  std::chrono::milliseconds left() const { return call_.began + longest_call - now_; }
  const finished_step* next();

  const function_call& call_;
  base::time_point now_;
  std::size_t taken_ = 0;
  std::optional<next_step> wanted_;
};

}  // namespace flex_video::serverless
