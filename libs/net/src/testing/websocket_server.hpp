#pragma once

#include "testing/running_server.hpp"
#include "testing/websocket_client.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace flex_video::net::testing {

/// A server whose WebSockets do what the messages say ("throw", "close", "flood", "bulk", "three", "later";
/// anything else comes back), and log what happens to them.
class websocket_server : public ::testing::Test {
 protected:
  void start(limits limits = {});
  void open(websocket_client& client);
  /// The session heard of its end, and is gone.
  void expect_end(const std::string& closed);

  event_log log_;
  std::unique_ptr<running_server> server_;
};

}  // namespace flex_video::net::testing
