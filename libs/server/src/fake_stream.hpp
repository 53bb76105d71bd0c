#pragma once

#include "flex_video/net/http.hpp"

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace flex_video::server::fakes {

/// What a client got of a stream, and whether it is still open on either side.
struct client {
  std::vector<std::string> got;
  bool closed = false;  ///< by us
  bool too_slow = false;
  std::function<void()> hang_up;  ///< call it to go away

  /// "snapshot 3", "event 4" of each thing that came, in order; ":" for a heartbeat.
  std::vector<std::string> ids() const {
    std::vector<std::string> ids;
    for (const auto& text : got) {
      if (text.starts_with(':')) {
        ids.emplace_back(":");
        continue;
      }
      const auto kind = text.substr(7, text.find('\n') - 7);
      const auto id = text.find("\nid: ") + 5;
      ids.push_back(kind + ' ' + text.substr(id, text.find('\n', id) - id));
    }
    return ids;
  }
};

/// The server's end of a stream to such a client.
class stream final : public net::event_stream {
 public:
  explicit stream(std::shared_ptr<client> to) : client_(std::move(to)) {}
  ~stream() override { client_->closed = true; }

  bool send(std::string bytes) override {
    if (client_->too_slow) return false;
    client_->got.push_back(std::move(bytes));
    return true;
  }
  void close() override { client_->closed = true; }
  void on_close(std::function<void()> callback) override { client_->hang_up = std::move(callback); }

 private:
  std::shared_ptr<client> client_;
};

}  // namespace flex_video::server::fakes
