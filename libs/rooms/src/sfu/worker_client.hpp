#pragma once

#include "sfu/object_name.hpp"
#include "sfu/worker_channel.hpp"
#include "sfu/worker_requests.hpp"

#include "flex_video/rooms/media_worker_state.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <unordered_map>

namespace flex_video::rooms {

/// What hears of one router's objects.
class router_listener {
 public:
  virtual ~router_listener() = default;
  virtual void heard(const object_name& about, const notification_received& notification) = 0;
  /// The worker is gone. The last call.
  virtual void lost() = 0;
  /// Streams and transports that it has the worker carry; itself not counted.
  virtual worker_load load() const = 0;
};

/// Our end of the conversation with one media worker, from its start to its end. No I/O: bytes come in, and
/// go out by `write`. Whoever is called by it may call it, and may destroy what listens.
class worker_client {
 public:
  using answered = std::function<void(const answer_received&)>;

  /// `log` hears what the worker logs.
  worker_client(std::function<void(std::span<const std::byte>)> write,
                std::function<void(std::string_view)> log)
      : write_(std::move(write)), log_(std::move(log)) {}

  /// The number for a request whose answer is to be heard: ask(create_router(expect(…), …)).
  std::uint32_t expect(answered handler);
  void ask(std::span<const std::byte> request);

  void attach(std::uint64_t router, router_listener& listener) { listeners_[router] = &listener; }
  void detach(std::uint64_t router) { listeners_.erase(router); }

  /// False if the worker broke the protocol: it is to be killed.
  [[nodiscard]] bool received(std::span<const std::byte> bytes);
  /// Asks for a sign of life; false if nothing was heard since the fourth call before this one: it is to be
  /// killed. A worker that starts is given forty, since a busy machine takes its time. Call it at a constant
  /// pace. No clock: what had been said while all of us were asleep is heard before the next call.
  [[nodiscard]] bool watch();
  /// It is gone: all listeners hear so, answers are not waited for, and nothing is written any more.
  void lose();

  bool running() const { return running_; }
  /// Of all its routers.
  worker_load load() const;

 private:
  void handle(const answer_received& answer);
  void handle(const notification_received& notification);
  void handle(const log_received& log) { log_(log.text); }

  std::function<void(std::span<const std::byte>)> write_;
  std::function<void(std::string_view)> log_;
  worker_channel channel_;
  std::uint32_t last_request_ = 0;
  std::unordered_map<std::uint32_t, answered> expected_;
  std::map<std::uint64_t, router_listener*> listeners_;
  unsigned unanswered_ = 0;
  bool running_ = false;
  bool lost_ = false;
  bool misspoke_ = false;  ///< said what is a message, but of nothing that was asked or is
};

}  // namespace flex_video::rooms
