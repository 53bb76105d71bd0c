#include "worker_call.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <utility>

namespace flex_video::net {

task<std::optional<response>> call_on_worker(workers& crew, const handler& answer, const request& asked,
                                             const std::atomic<bool>& abandoned) {
  const executor loop = co_await asio::this_coro::executor;
  std::optional<response> result;
  std::exception_ptr failure;
  // The frame belongs to this timer's wait, on the loop: a worker only ever borrows from it.
  steady_timer done{loop, std::chrono::steady_clock::time_point::max()};
  // `loop` is copied since the frame may be gone before post() has returned.
  const bool taken = crew.post([&, loop] {
    try {
      if (!abandoned) result = answer(asked);
    } catch (...) {
      failure = std::current_exception();
    }
    asio::post(loop, [&done] { done.cancel(); });
  });
  if (!taken) {
    co_return problem(503, "overloaded", "The server has too much to do").with("Retry-After", "1");
  }
  boost::system::error_code cancelled;
  co_await done.async_wait(asio::redirect_error(use_task, cancelled));
  if (failure) std::rethrow_exception(failure);
  co_return std::move(result);
}

}  // namespace flex_video::net
