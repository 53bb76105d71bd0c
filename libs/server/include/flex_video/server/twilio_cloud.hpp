#pragma once

#include "flex_video/base/clock.hpp"
#include "flex_video/base/random.hpp"
#include "flex_video/base/secret.hpp"
#include "flex_video/core/ports/conversation_messages.hpp"
#include "flex_video/core/ports/flex_identity.hpp"
#include "flex_video/core/ports/task_directory.hpp"
#include "flex_video/core/ports/video_provider.hpp"
#include "flex_video/net/http_client.hpp"
#include "flex_video/twilio/retry_schedule.hpp"
#include "flex_video/twilio/sids.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace flex_video::server {

/// How a call spends the time until its next attempt.
class waiter {
 public:
  virtual ~waiter() = default;
  /// Returns after `time`. Any thread.
  virtual void wait(std::chrono::milliseconds time) = 0;
};

/// Puts the calling thread to sleep.
class sleeping_waiter final : public waiter {
 public:
  void wait(std::chrono::milliseconds time) override;
};

struct twilio_cloud_options {
  twilio::account_sid account;
  twilio::workspace_sid workspace;  ///< of Flex
  /// An API key and its secret, or the account SID and its auth token.
  net::basic_credentials credentials;
  std::string status_callback = {};  ///< where Twilio posts room events to; empty for nowhere

  std::string room_type =
      "group";  ///< Twilio has no other for new accounts; rooms of our own are peer-to-peer
  std::string video_url = "https://video.twilio.com";
  std::string iam_url = "https://iam.twilio.com";
  std::string taskrouter_url = "https://taskrouter.twilio.com";
  std::string conversations_url = "https://conversations.twilio.com";

  std::chrono::milliseconds attempt_timeout{4'000};
  std::chrono::milliseconds call_deadline{8'000};  ///< of one call with all its attempts and waits
  twilio::retry_limits retries = {};
  std::size_t writes_per_second = 15;  ///< to each API; Twilio's own limit is 20 for an account's Video
  std::size_t reads_per_second = 60;   ///< and 80
};

/// Twilio's cloud behind core's ports: rooms by Twilio Video, Flex users by IAM, tasks by TaskRouter,
/// messages by Conversations. Each call blocks for `call_deadline` at most, spends it on retries where that
/// does no harm, and keeps to Twilio's request rates; any thread.
class twilio_cloud {
 public:
  /// Throws std::invalid_argument if a URL is not one that a path can follow, or a limit is zero. All
  /// references must outlive this.
  twilio_cloud(net::http_client& http, twilio_cloud_options options, const base::clock& clock,
               base::random_source& random, waiter& waiter);
  ~twilio_cloud();
  twilio_cloud(const twilio_cloud&) = delete;
  twilio_cloud& operator=(const twilio_cloud&) = delete;

  core::video_provider& video();
  /// Names an agent by the worker's full name, remembered for ten minutes; by the identity while TaskRouter
  /// does not tell it.
  core::flex_identity& identity();
  core::task_directory& tasks();
  core::conversation_messages& messages();

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace flex_video::server
