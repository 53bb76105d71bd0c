#pragma once

#include "flex_video/net/http_client.hpp"
#include "flex_video/sandbox/sandbox.hpp"

namespace flex_video::app {

/// Takes what the service asks of Twilio to the sandbox in this process, so that the demo speaks Twilio's
/// REST as `serve` does, and the desk shows it. Answers at once; loop thread only.
class sandbox_client final : public net::http_client {
 public:
  /// Must outlive this, and have its routes before the first request.
  explicit sandbox_client(sandbox::sandbox& twilio) : twilio_(twilio) {}

  /// Throws std::invalid_argument for a URL without a host.
  base::result<net::client_answer> send(const net::client_request& request) override;

 private:
  sandbox::sandbox& twilio_;
};

}  // namespace flex_video::app
