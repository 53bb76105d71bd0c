#pragma once

#include "sfu/worker_pool.hpp"

#include "flex_video/net/event_loop.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace flex_video::rooms {

/// Media as a browser sends and is told it: on the way in with Chromium's numbers, on the way out with the
/// routers'.
rtp_parameters opus(std::uint32_t ssrc, std::uint8_t payload_type = 111);
rtp_parameters vp8(std::vector<rtp_encoding> encodings, std::uint8_t payload_type = 96,
                   std::uint8_t rtx = 97);
rtp_parameters h264(rtp_encoding encoding, std::uint8_t payload_type = 125, std::uint8_t rtx = 101);

/// A pool of real media workers on a loop that runs until what is waited for has come.
struct media_working : testing::Test {
  net::event_loop loop;
  media_options options{.worker = FLEX_VIDEO_MEDIA_WORKER,
                        .workers = 1,
                        .addresses = {{.listen = "127.0.0.1", .announced = {}}},
                        .log = [this](std::string_view line) {
                          logged.emplace_back(line);
                          loop.stop();
                        }};
  std::vector<std::string> logged;
  std::unique_ptr<worker_pool> pool;
  /// What the routers told that were opened by open().
  std::vector<media_event> told;
  std::vector<std::unique_ptr<media_router>> routers;

  void start() { pool = std::make_unique<worker_pool>(loop, options); }
  void TearDown() override {
    routers.clear();
    pool.reset();
  }

  media_router& open();
  /// Runs the loop; fails the test if it takes so long that it will never be.
  void until(const std::function<bool()>& done);
  /// All that was asked has been answered when this returns, since answers keep their order.
  void settle(media_router& router, transport_id over);

  template <class Event>
  const Event* last() const {
    for (auto event = told.rbegin(); event != told.rend(); ++event) {
      if (const auto* const found = std::get_if<Event>(&*event)) return found;
    }
    return nullptr;
  }
};

}  // namespace flex_video::rooms
