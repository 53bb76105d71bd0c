#include "flex_video/net/event_loop.hpp"

#include "event_loop_impl.hpp"

#include <boost/asio/post.hpp>

#include <csignal>
#include <utility>

namespace flex_video::net {
namespace {

class one_shot_timer final : public event_loop::timer {
 public:
  one_shot_timer(asio::io_context& context, std::chrono::milliseconds delay, std::function<void()> task)
      : timer_(context.get_executor(), delay),
        task_(std::make_shared<std::function<void()>>(std::move(task))) {
    // A timer destroyed between its expiry and its turn would still complete without an error, hence the weak
    // task.
    timer_.async_wait([weak = std::weak_ptr(task_)](const boost::system::error_code& error) {
      const auto alive = weak.lock();
      if (!error && alive) (*alive)();
    });
  }

 private:
  steady_timer timer_;
  std::shared_ptr<std::function<void()>> task_;
};

}  // namespace

event_loop::event_loop() : impl_(std::make_unique<impl>()) {}
event_loop::~event_loop() = default;

void event_loop::run() {
  impl_->context.run();
  impl_->context.restart();
}

void event_loop::stop() { impl_->context.stop(); }

void event_loop::post(std::function<void()> task) { asio::post(impl_->context, std::move(task)); }

std::unique_ptr<event_loop::timer> event_loop::after(std::chrono::milliseconds delay,
                                                     std::function<void()> task) {
  return std::make_unique<one_shot_timer>(impl_->context, delay, std::move(task));
}

void event_loop::on_interrupt(std::function<void()> task) {
  auto& signals = impl_->signals.emplace(impl_->context.get_executor(), SIGINT, SIGTERM);
  signals.async_wait([&signals, task = std::move(task)](const boost::system::error_code& error, int) {
    if (error) return;
    // A second signal, sent by somebody in a hurry, ends the program.
    signals.clear();
    task();
  });
}

}  // namespace flex_video::net
